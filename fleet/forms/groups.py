"""What an admin says about vehicle groups."""

from collections.abc import Sequence
from typing import Any

from django import forms

from billing.forms import SectionForm
from dealerships.forms import NameField, WordedForm
from fleet.domain.groups import LONGEST_NAME, General, general_in_words
from kernel.changes import Words


class GroupNameField(NameField):
    """What a vehicle group is called."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_NAME, missing="Give the group a name.", **kwargs)


class GroupNameForm(WordedForm):
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


class NewHomeForm(WordedForm):
    """Where the vehicles of a group go instead."""

    group = forms.TypedChoiceField(
        label="Move the vehicles to", coerce=int, error_messages={"required": "Choose a group."}
    )

    def __init__(self, data: Any = None, *, groups: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", "Choose"), *groups]  # type: ignore[attr-defined]
