"""What staff type on the pages of the Lexus App."""

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fleet.models import VehicleCategory


class EndpointForm(forms.Form):
    """Where the partner is told."""

    endpoint = forms.URLField(label="Partner endpoint", max_length=500, required=False, assume_scheme="https")


class DismissForm(forms.Form):
    """Why something may rest."""

    reason = forms.CharField(label="Reason", max_length=200)


class CategoryForm(forms.Form):
    """Which of our categories the app means."""

    category: Any = forms.ModelChoiceField(label="Your category", queryset=None, empty_label="Choose a category")

    def __init__(self, *args: Any, categories: "QuerySet[VehicleCategory]", **kwargs: Any) -> None:
        """Offer the dealership's categories, and no others."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.queryset = categories
