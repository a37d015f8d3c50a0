"""What an admin types about a program, section by section, as values of the domain."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from billing.forms import CountField, PriceField, SectionForm
from dealerships.forms import NameField, WordedForm
from dealerships.models import Dealership
from kernel.changes import Words
from kernel.keys import without_case, without_case_and_spaces
from programs.domain.channels import CHOICES
from programs.domain.sections import (
    Entitlement,
    General,
    Rates,
    Whose,
    entitlement_in_words,
    general_in_words,
    own_in_words,
    rates_in_words,
)
from programs.forms.additional import SWITCH

LONGEST_TITLE = 120
MOST_DAYS, MOST_YEARS = 400, 20
FREE, SAVE = "free", "save"


class TitleField(NameField):
    """What a program is titled."""

    def __init__(self, **kwargs: Any) -> None:
        missing = "Give the program a title."
        super().__init__(label="Title", longest=LONGEST_TITLE, missing=missing, compared=without_case, **kwargs)


class TitleForm(WordedForm):
    """What a new program is titled."""

    title = TitleField(help_text="The Lexus App books into the one titled exactly OneApp Rental.")


class GeneralForm(SectionForm):
    """Title, driver agreement, channel."""

    title = TitleField()
    agreement = forms.TypedChoiceField(
        label="Driver Agreement",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Wins over the vehicle group's agreement.",
        error_messages={"invalid_choice": "This driver agreement is not in use any more. Choose another."},
    )
    channel = forms.ChoiceField(
        label="Channel",
        required=False,
        choices=CHOICES,
        help_text="Who may book into it, beside staff.",
    )

    def __init__(
        self, data: Any = None, *, general: General, agreements: Mapping[int, str], taken: Mapping[str, str]
    ) -> None:
        self.agreements, self.taken = agreements, taken
        stored = general_in_words(general, agreement=self._named(general.agreement_id))
        shown = {"title": general.title, "agreement": general.agreement_id, "channel": general.channel}
        super().__init__(data, section="general", stored=stored, initial=shown)
        choices = [("", "The vehicle group's"), *((str(key), name) for key, name in agreements.items())]
        self.fields["agreement"].choices = choices  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """No other program in use has it."""
        title = str(self.cleaned_data["title"])
        if other := self.taken.get(without_case(title)):
            raise forms.ValidationError(f"There is a program “{other}” already. Choose another title.")
        return title

    def value(self) -> General:
        """The section, once the form is valid."""
        said = self.cleaned_data
        return General(title=said["title"], agreement_id=said["agreement"], channel=said["channel"])

    def words(self) -> Words:
        """What was typed, in words."""
        return general_in_words(self.value(), agreement=self._named(self.cleaned_data["agreement"]))

    def _named(self, agreement_id: int | None) -> str:
        return "" if agreement_id is None else self.agreements.get(agreement_id, "")


class RatesForm(SectionForm):
    """
    A switch, and a rate for each model; *Set to $0.00* fills in what is empty, and saves nothing yet.

    A rate of a model that is not shown, because its vehicles came meanwhile, stays as it is stored.
    """

    on = forms.BooleanField(label="On", required=False, widget=forms.CheckboxInput(attrs=SWITCH))

    def __init__(
        self, data: Any = None, *, dealership: Dealership, currency: str, models: Sequence[str], rates: Rates
    ) -> None:
        self.currency, self.models, self.rates = currency, list(models), rates
        self.press = str(data.get("press", SAVE)) if data is not None else SAVE
        listed = {without_case_and_spaces(model): rate for model, rate in rates.rates.items()}
        shown = {"on": rates.on} | {field_name(model): listed.get(without_case_and_spaces(model)) for model in models}
        stored = rates_in_words(rates, currency)
        if self.press == FREE:
            data = with_zeros(data, self.models)
        super().__init__(data, section="rates", stored=stored, initial=shown)
        for model in self.models:
            self.fields[field_name(model)] = PriceField(
                dealership=dealership, label=f"Daily rate for {model}", required=False, placeholder="None"
            )

    def bound(self, model: str) -> BoundField:
        """The field of a model."""
        return self[field_name(model)]

    def value(self) -> Rates:
        """What is listed, once the form is valid."""
        kept: dict[str, Decimal] = {
            model: rate for model, rate in self.rates.rates.items() if field_name(model) not in self.data
        }
        typed = {model: self.cleaned_data[field_name(model)] for model in self.models}
        listed = {model: rate for model, rate in typed.items() if rate is not None}
        return Rates(on=self.cleaned_data["on"], rates=kept | listed)

    def words(self) -> Words:
        """What was typed, in words."""
        return rates_in_words(self.value(), self.currency)


def field_name(model: str) -> str:
    """Models that are one to the engine have one field."""
    return f"rate_{without_case_and_spaces(model)}"


def with_zeros(data: QueryDict, models: Sequence[str]) -> QueryDict:
    """What was typed, with 0.00 where nothing was."""
    filled = data.copy()
    for model in models:
        if not filled.get(field_name(model), "").strip():
            filled[field_name(model)] = "0.00"
    return filled


class EntitlementForm(SectionForm):
    """Reserve days: a switch, how many, how long, of which model, and what the days beyond them cost."""

    on = forms.BooleanField(label="On", required=False, widget=forms.CheckboxInput(attrs=SWITCH))
    model = forms.CharField(label="Qualifying model", required=False, max_length=80)

    def __init__(self, data: Any = None, *, dealership: Dealership, currency: str, entitlement: Entitlement) -> None:
        self.currency = currency
        shown = {
            "on": entitlement.days is not None,
            "days": entitlement.days,
            "years": entitlement.years,
            "model": entitlement.qualifying_model,
            "after": entitlement.rate_after_reserve_days,
        }
        stored = entitlement_in_words(entitlement, currency)
        super().__init__(data, section="entitlement", stored=stored, initial=shown)
        count: dict[str, Any] = {"dealership": dealership, "required": False, "least": 1}
        self.fields["days"] = CountField(label="Reserve days", most=MOST_DAYS, **count)
        self.fields["years"] = CountField(label="Valid for", most=MOST_YEARS, **count)
        self.fields["after"] = PriceField(
            label="Rate after reserve days", dealership=dealership, required=False, placeholder="The model's"
        )

    def clean(self) -> dict[str, Any]:
        """An entitlement says how many days, and for how long."""
        said = super().clean() or self.cleaned_data
        if said.get("on"):
            for name, fault in (("days", "Say how many days."), ("years", "Say for how many years.")):
                if name not in self.errors and said.get(name) is None:
                    self.add_error(name, fault)
        return said

    def value(self) -> Entitlement:
        """The section, once the form is valid; without the switch nothing of it stays."""
        said = self.cleaned_data
        if not said["on"]:
            return Entitlement()
        return Entitlement(
            days=said["days"],
            years=said["years"],
            qualifying_model=said["model"],
            rate_after_reserve_days=said["after"],
        )

    def words(self) -> Words:
        """What was typed, in words."""
        return entitlement_in_words(self.value(), self.currency)


class OwnForm(SectionForm):
    """Settings of the program's own, or the group's."""

    whose = forms.ChoiceField(
        choices=[("own", "This program's own settings"), ("group", "The group's settings")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose settings apply.", "invalid_choice": "Choose whose settings apply."},
    )

    like = forms.TypedChoiceField(
        label="Begin with the settings of",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "This group is not in use any more. Choose another."},
    )

    def __init__(self, data: Any = None, *, section: str, label: str, own: bool, beginnings: Mapping[int, str]) -> None:
        self.label, self.begins = label, not own
        shown = {"whose": "own" if own else "group", "like": next(iter(beginnings), None)}
        super().__init__(data, section=section, stored=own_in_words(label, own=own), initial=shown)
        choices = [*beginnings.items(), ("", "No group: nothing set")]
        self.fields["like"].choices = choices  # type: ignore[attr-defined]

    def value(self) -> Whose:
        """Whether they are its own, and what new ones begin with."""
        return Whose(own=self.cleaned_data["whose"] == "own", like=self.cleaned_data["like"])

    def words(self) -> Words:
        """What was chosen, in words."""
        return own_in_words(self.label, own=self.value().own)
