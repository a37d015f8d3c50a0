"""What an admin says about vehicle groups."""

from collections.abc import Sequence
from typing import Any

from django import forms

from billing.forms import SectionForm
from fleet.domain.groups import LONGEST_NAME, General, general_in_words
from kernel.changes import Words
from kernel.keys import without_case_and_spaces


class GroupNameField(forms.CharField):
    """What a vehicle group is called; something of it can be seen."""

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "required": "Give the group a name.",
            "max_length": "A name has at most %(limit_value)d characters; this one has %(show_value)d.",
        }
        super().__init__(max_length=LONGEST_NAME, error_messages=said, **kwargs)

    def to_python(self, value: Any) -> str:
        """Empty, where nothing can be seen."""
        typed = super().to_python(value) or ""
        return typed if without_case_and_spaces(typed) else ""


class GroupNameForm(forms.Form):
    """What a new vehicle group is called."""

    name = GroupNameField(
        label="Vehicle Group Name",
        help_text="Staff see the name; customers never do.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GeneralForm(SectionForm):
    """The section *General Group Settings*; ``agreements`` are the keys and names of those in use."""

    name = GroupNameField(label="Group name")
    agreement = forms.TypedChoiceField(label="Driver Agreement", required=False, coerce=int, empty_value=None)

    def __init__(
        self, data: Any = None, *, general: General, stored: Words, agreements: Sequence[tuple[int, str]]
    ) -> None:
        self.agreements = dict(agreements)
        initial = {"name": general.name, "agreement": general.agreement_id or ""}
        super().__init__(data, section="general", stored=stored, initial=initial)
        self.fields["agreement"].choices = [("", "The dealership's default"), *agreements]  # type: ignore[attr-defined]

    def value(self) -> General:
        """The settings, once the form is valid."""
        return General(name=self.cleaned_data["name"], agreement_id=self.cleaned_data["agreement"])

    def words(self) -> Words:
        """What was typed, in words."""
        agreement = self.agreements.get(self.cleaned_data["agreement"], "")
        return general_in_words(name=self.cleaned_data["name"], agreement=agreement)


class NewHomeForm(forms.Form):
    """Where the vehicles of a group go instead."""

    group = forms.TypedChoiceField(
        label="Move the vehicles to", coerce=int, error_messages={"required": "Choose a group."}
    )

    def __init__(self, data: Any = None, *, groups: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", "Choose"), *groups]  # type: ignore[attr-defined]
