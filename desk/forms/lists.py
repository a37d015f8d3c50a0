"""What narrows the lists; every field may be left out, and nonsense is left aside."""

from collections.abc import Sequence

from django import forms

from dealerships.forms import WordedForm


class ListForm(WordedForm):
    """Words, a sort and a page."""

    q = forms.CharField(required=False, max_length=100)
    sort = forms.CharField(required=False, max_length=20)
    tab = forms.CharField(required=False, max_length=20)

    def said(self, name: str, otherwise: str = "") -> str:
        """What a field says, if it says something sensible."""
        self.is_valid()
        return self.cleaned_data.get(name) or otherwise


class ContractListForm(ListForm):
    """Narrows contracts."""

    offer = forms.ChoiceField(required=False)
    advisor = forms.ChoiceField(required=False)
    channel = forms.ChoiceField(
        required=False,
        choices=[("", "Any channel"), ("staff", "Staff"), ("lexus_app", "Lexus App"), ("api", "API")],
    )

    def offer_choices(self, groups: Sequence[tuple[int, str]], programs: Sequence[tuple[int, str]]) -> None:
        """Groups and programs of the dealership."""
        offer = self.fields["offer"]
        offer.choices = [  # type: ignore[attr-defined]
            ("", "Any group or program"),
            ("Vehicle groups", [(f"g{key}", name) for key, name in groups]),
            ("Programs", [(f"p{key}", name) for key, name in programs]),
        ]

    def advisor_choices(self, advisors: Sequence[tuple[int, str]]) -> None:
        """Service advisors of the dealership."""
        self.fields["advisor"].choices = [("", "Any advisor"), *((str(key), name) for key, name in advisors)]  # type: ignore[attr-defined]


class VehicleListForm(ListForm):
    """Narrows vehicles."""

    group = forms.ChoiceField(required=False)
    program = forms.ChoiceField(required=False)

    def offer(self, groups: Sequence[tuple[int, str]], programs: Sequence[tuple[int, str]]) -> None:
        """Groups and programs of the dealership."""
        self.fields["group"].choices = [("", "Any vehicle group"), *((str(key), name) for key, name in groups)]  # type: ignore[attr-defined]
        self.fields["program"].choices = [("", "Any program"), *((str(key), name) for key, name in programs)]  # type: ignore[attr-defined]
