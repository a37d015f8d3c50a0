"""What an admin says about vehicle categories."""

from typing import Any

from django import forms

from dealerships.forms import NameField, WordedForm
from fleet.domain.acriss import NoAcrissCode, acriss_code
from fleet.domain.categories import LONGEST_NAME, CategoryDetails, category_in_words
from kernel.changes import fingerprint


class VehicleCategoryForm(WordedForm):
    """A category's name and ACRISS code; ``shown`` is the fingerprint of what the page has shown."""

    name = NameField(
        label="Category Name",
        longest=LONGEST_NAME,
        missing="Give the category a name.",
        help_text="Guests book by it, such as Sedan or SUV.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    acriss = forms.CharField(
        label="ACRISS code",
        required=False,
        help_text="Four letters, such as SFAR.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, stored: CategoryDetails) -> None:
        known = {"name": stored.name, "acriss": stored.acriss, "shown": fingerprint(category_in_words(stored))}
        super().__init__(data, initial=known)

    def clean_acriss(self) -> str:
        """In capitals, each letter one that its place has."""
        try:
            return acriss_code(self.cleaned_data["acriss"])
        except NoAcrissCode as reason:
            raise forms.ValidationError(str(reason)) from reason

    def details(self) -> CategoryDetails:
        """What was typed, once the form is valid."""
        return CategoryDetails(name=self.cleaned_data["name"], acriss=self.cleaned_data["acriss"])
