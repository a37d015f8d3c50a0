"""A file of vehicles to import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dealerships.forms import WordedForm
from fleet.domain.importing.reading import MOST_BYTES


class FileForm(WordedForm):
    """A file of vehicles."""

    file = forms.FileField(
        label="CSV file",
        allow_empty_file=True,
        error_messages={"required": "Choose a file first.", "invalid": "Choose a file first."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="The first row names the columns. Up to 5,000 rows, with commas or semicolons.",
    )

    def clean_file(self) -> Any:
        """Read no more of it than would be taken."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it.")
        return file
