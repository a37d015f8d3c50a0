"""What an admin types about driver agreements, as values of the domain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from dealerships.forms import NameField, WordedForm
from kernel.keys import without_case
from programs.domain.texts import (
    AgreementText,
    Term,
    in_paragraphs,
    with_field_renamed,
    with_term,
    with_term_moved,
    without_term,
)

LONGEST_NAME = 120
LONGEST_BODY = 60_000
LONGEST_TITLE = 120
LONGEST_TERM = 2_000
MOST_TERMS = 30
PRESS = re.compile(r"(?P<what>up|down|remove)-(?P<place>\d{1,2})")
RENAME = re.compile(r"rename:(?P<name>[\w.]{1,80})=(?P<into>[\w.]{1,80})")
STEPS = {"up": -1, "down": 1}


class AgreementNameForm(WordedForm):
    """What an agreement is called."""

    name = NameField(
        label="Name",
        longest=LONGEST_NAME,
        missing="Give the agreement a name.",
        compared=without_case,
        help_text="For the staff; a guest sees the text alone.",
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


class AgreementTextForm(WordedForm):
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

    def clean_body(self) -> str:
        """As it is kept."""
        return in_paragraphs(as_lines(str(self.cleaned_data["body"])))

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
    def as_typed(self) -> AgreementText:
        """What stands in the form, valid or not."""
        return AgreementText(body=in_paragraphs(as_lines(self["body"].value() or "")), terms=self.terms)

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
    return tuple(Term(title=title.strip(), text=as_lines(text)) for title, text in pairs)


def as_lines(typed: str) -> str:
    """A browser ends lines in two signs; what is kept and compared has one."""
    return typed.replace("\r\n", "\n").strip()


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


class ConfirmForm(WordedForm):
    """Asks nothing but to be pressed."""


class DiscardForm(WordedForm):
    """Which text is thrown away: its language, and the fingerprint of what the page has shown."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    language = forms.CharField(max_length=10, widget=forms.HiddenInput)
