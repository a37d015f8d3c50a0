"""What staff type on the pages of the Lexus App."""

from typing import TYPE_CHECKING, Any

from django import forms

from dealerships.forms import WordedForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fleet.models import VehicleCategory


class EndpointForm(WordedForm):
    """Where the partner is told."""

    endpoint = forms.URLField(label="Partner endpoint", max_length=500, required=False, assume_scheme="https")


class DismissForm(WordedForm):
    """Why something may rest."""

    reason = forms.CharField(label="Reason", max_length=200)


class CategoryForm(WordedForm):
    """Which of our categories the app means."""

    category: Any = forms.ModelChoiceField(
        label="Your category",
        queryset=None,
        empty_label="Choose a category",
        error_messages={"required": "Choose one of your categories."},
    )

    def __init__(self, *args: Any, categories: "QuerySet[VehicleCategory]", **kwargs: Any) -> None:
        """Offer the dealership's categories, and no others."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.queryset = categories
