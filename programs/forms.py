"""What an admin types about driver agreements and additional settings, as values of the domain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from billing.forms import CountField, SectionForm
from dealerships.models import Dealership
from kernel.changes import Words
from programs.domain.additional import Additional, additional_in_words
from programs.domain.texts import (
    AgreementText,
    Term,
    with_field_renamed,
    with_term,
    with_term_moved,
    without_term,
)

LONGEST_BODY = 60_000
LONGEST_TITLE = 120
LONGEST_TERM = 2_000
MOST_TERMS = 30
PRESS = re.compile(r"(?P<what>up|down|remove)-(?P<place>\d{1,2})")
RENAME = re.compile(r"rename:(?P<name>[\w.]{1,80})=(?P<into>[\w.]{1,80})")
STEPS = {"up": -1, "down": 1}
SWITCH = {"role": "switch", "class": "switch"}
YOUNGEST, OLDEST = 16, 120
LONGEST_DAYS = 400
"""No loan is longer (billing.md rule 15)."""


class AgreementNameForm(forms.Form):
    """What an agreement is called."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="For the staff; a guest sees the text alone.",
        error_messages={"required": "Give the agreement a name."},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class TermRow:
    """A term as the page shows it; ``number`` counts from one, ``place`` from zero."""

    number: int
    place: int
    title: str
    text: str
    error: str
    first: bool
    last: bool


class AgreementTextForm(forms.Form):
    """The text in one language: body, terms, and the fingerprint of what the page began with."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    body = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
        error_messages={"max_length": "The text is longer than paper is patient: at most 60,000 signs."},
    )

    def __init__(self, data: QueryDict | None = None, *, text: AgreementText | None = None, shown: str = "") -> None:
        """Begin with a text; what is posted takes its place."""
        super().__init__(data, initial={"body": text.body if text else "", "shown": shown})
        self.terms = posted_terms(data) if data is not None else (text.terms if text else ())
        self.faults: dict[int, str] = {}

    def clean(self) -> dict[str, Any]:
        """Every fault of every term at once."""
        said = super().clean() or self.cleaned_data
        self.faults = {place: fault for place, term in enumerate(self.terms) if (fault := self.fault_of(term))}
        if self.faults:
            self.add_error(None, "Mend the terms that are marked.")
        if len(self.terms) > MOST_TERMS:
            self.add_error(None, f"A driver accepts at most {MOST_TERMS} terms one by one. Put some together.")
        return said

    def fault_of(self, term: Term) -> str:
        """What is wrong with a term of a draft, if anything is: it may still be without words."""
        if len(term.title) > LONGEST_TITLE:
            return f"The title has {len(term.title)} signs; {LONGEST_TITLE} fit."
        return f"The text has {len(term.text)} signs; {LONGEST_TERM} fit." if len(term.text) > LONGEST_TERM else ""

    @property
    def text(self) -> AgreementText:
        """What was typed, once the form is valid, with the button that was pressed carried out."""
        return edited(AgreementText(body=self.cleaned_data["body"], terms=self.terms), self.data.get("press", ""))

    @property
    def rows(self) -> Sequence[TermRow]:
        """The terms as the page shows them."""
        return [
            TermRow(
                number=place + 1,
                place=place,
                title=term.title,
                text=term.text,
                error=self.faults.get(place, ""),
                first=place == 0,
                last=place == len(self.terms) - 1,
            )
            for place, term in enumerate(self.terms)
        ]


class PublishForm(AgreementTextForm):
    """The same, when it is to be published: each term says something, and has a title."""

    def fault_of(self, term: Term) -> str:
        """A driver can't accept what does not say anything."""
        if not term.title:
            return "Say in a word or two what this term is about."
        return super().fault_of(term) if term.text else "Write what the driver accepts, or remove the term."


def posted_terms(data: QueryDict) -> tuple[Term, ...]:
    """The terms in the order in which they stand on the page."""
    pairs = zip(data.getlist("term_title"), data.getlist("term_text"), strict=False)
    return tuple(Term(title=title.strip(), text=text.strip()) for title, text in pairs)


def edited(text: AgreementText, press: str) -> AgreementText:
    """The text after a button beside it was pressed: a term added, moved or removed, a field called otherwise."""
    if press == "add":
        return with_term(text)
    if renaming := RENAME.fullmatch(press):
        return with_field_renamed(text, renaming["name"], renaming["into"])
    pressed = PRESS.fullmatch(press)
    if pressed is None:
        return text
    place = int(pressed["place"])
    if pressed["what"] == "remove":
        return without_term(text, place)
    return with_term_moved(text, place, STEPS[pressed["what"]])


class ConfirmForm(forms.Form):
    """Asks nothing but to be pressed."""


class DiscardForm(forms.Form):
    """Which text is thrown away: its language, and the fingerprint of what the page has shown."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    language = forms.CharField(max_length=10, widget=forms.HiddenInput)


def switch(label: str, hint: str) -> forms.BooleanField:
    """On or off, with what it does."""
    return forms.BooleanField(label=label, help_text=hint, required=False, widget=forms.CheckboxInput(attrs=SWITCH))


class AdditionalForm(SectionForm):
    """What a loan from here asks for, allows and prints."""

    view_positions = switch(
        "View Vehicle Positions During Contracts",
        "For staff with that permission. Every look is recorded, and the agreement says so",
    )
    repair_order_required = switch("Repair order required", "Start asks for it")
    charge_later_allowed = switch(
        "Charge later allowed",
        "A contract may finish before it is paid; the hold is kept and taken 24 h before it lapses",
    )
    dealer_code = forms.CharField(label="Dealer Code", required=False, max_length=20)

    def __init__(self, data: Any = None, *, dealership: Dealership, additional: Additional) -> None:
        shown = {name: getattr(additional, name) for name in Additional.__dataclass_fields__}
        super().__init__(data, section="additional", stored=additional_in_words(additional), initial=shown)
        age: dict[str, Any] = {"dealership": dealership, "required": False, "least": YOUNGEST, "most": OLDEST}
        self.fields["driver_minimum_age"] = CountField(label="Driver Minimum Age", placeholder="No limit", **age)
        self.fields["driver_maximum_age"] = CountField(label="Driver maximum age", placeholder="No limit", **age)
        self.fields["longest_days"] = CountField(
            label="Longest reservation",
            dealership=dealership,
            required=False,
            least=1,
            most=LONGEST_DAYS,
            placeholder="No limit",
        )
        self.fields["dealer_code"].widget.attrs["placeholder"] = f"{dealership.dealer_code}, the dealership's"

    def clean(self) -> dict[str, Any]:
        """Nobody is older than the oldest and younger than the youngest."""
        said = super().clean() or self.cleaned_data
        youngest, oldest = said.get("driver_minimum_age"), said.get("driver_maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("driver_maximum_age", f"Nobody of {youngest} or older would be young enough.")
        return said

    def value(self) -> Additional:
        """The settings, once the form is valid."""
        return Additional(**{name: self.cleaned_data[name] for name in Additional.__dataclass_fields__})

    def words(self) -> Words:
        """What was typed, in words."""
        return additional_in_words(self.value())
