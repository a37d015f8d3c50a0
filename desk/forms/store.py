"""What an admin says about the store itself."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from billing.forms import SectionForm
from customers.domain.languages import LANGUAGES
from customers.domain.phones import NotAPhoneNumber, e164
from dealerships.domain.store import (
    CHANNELS,
    DAYS,
    ZONES,
    About,
    Hours,
    Open,
    Ways,
    about_in_words,
    hours_in_words,
    ways_in_words,
)
from dealerships.forms import DealerCodeField
from kernel.changes import Words

LONGEST_TURNAROUND = 1440
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
SWITCH = forms.CheckboxInput(attrs={"role": "switch", "class": "switch"})


def line(label: str, most: int, **kwargs: Any) -> forms.CharField:
    """A line of text that may be left out."""
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


class AboutForm(SectionForm):
    """What stands on agreements and receipts."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the store its name."})
    dealer_code = DealerCodeField(
        label="Dealer code",
        help_text="The manufacturer's number for this store; a group or program may print another.",
        error_messages={"required": "Give the store its dealer code."},
    )
    phone = line("Phone", 40, help_text="Guests call it.", widget=forms.TextInput(attrs={"inputmode": "tel"}))
    street, city = line("Street", 120), line("City", 80)
    state, postal_code = line("State", 10), line("Postal code", 12)

    def __init__(self, data: Any = None, *, about: About, country: str) -> None:
        self.country = country
        shown = {name: getattr(about, name) for name in About.__dataclass_fields__}
        super().__init__(data, section="about", stored=about_in_words(about), initial=shown)

    def clean_phone(self) -> str:
        """In E.164; a number without its country is one of the store's."""
        try:
            return e164(self.cleaned_data["phone"], country=self.country)
        except NotAPhoneNumber as reason:
            raise ValidationError(str(reason)) from reason

    def value(self) -> About:
        """The section, once the form is valid."""
        return About(**{name: self.cleaned_data[name] for name in About.__dataclass_fields__})

    def words(self) -> Words:
        """What was typed, in words."""
        return about_in_words(self.value())


class HoursForm(SectionForm):
    """When the counter is open: two times a day, or none on a day that it is closed."""

    closed_dates = forms.CharField(
        label="Closed dates",
        required=False,
        help_text="One a line, such as 2026-12-25.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    turnaround = forms.IntegerField(
        label="Turnaround",
        min_value=0,
        max_value=LONGEST_TURNAROUND,
        help_text="Between two loans of a vehicle.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Say how many minutes, or 0.",
            "invalid": "Type a whole number in digits.",
            "min_value": f"This is between 0 and {LONGEST_TURNAROUND}.",
            "max_value": f"This is between 0 and {LONGEST_TURNAROUND}.",
        },
    )

    def __init__(self, data: Any = None, *, hours: Hours) -> None:
        days = "\n".join(day.isoformat() for day in hours.closed_dates)
        shown: dict[str, Any] = {"closed_dates": days, "turnaround": hours.turnaround_minutes}
        for number, open_from in enumerate(hours.week):
            shown |= {f"opens_{number}": open_from and open_from[0], f"closes_{number}": open_from and open_from[1]}
        super().__init__(data, section="hours", stored=hours_in_words(hours), initial=shown)
        for number, day in enumerate(DAYS):
            for name, words in (("opens", "opens at"), ("closes", "closes at")):
                self.fields[f"{name}_{number}"] = forms.TimeField(
                    label=f"{day}, {words}",
                    required=False,
                    widget=CLOCK,
                    error_messages={"invalid": "Type a time, such as 07:30."},
                )

    def days(self) -> Iterator[dict[str, Any]]:
        """Each day with its two fields, for the page."""
        for number, day in enumerate(DAYS):
            yield {"day": day, "opens": self[f"opens_{number}"], "closes": self[f"closes_{number}"]}

    def clean_closed_dates(self) -> tuple[date, ...]:
        """Each day once, the soonest first."""
        return tuple(sorted({self._date(written) for written in self.cleaned_data["closed_dates"].split()}))

    def _date(self, written: str) -> date:
        try:
            return date.fromisoformat(written.strip(","))
        except ValueError:
            raise ValidationError(f"“{written}” is no date such as 2026-12-25.") from None

    def clean(self) -> dict[str, Any]:
        """A day has both times, in order, or neither."""
        said = super().clean() or self.cleaned_data
        for number in range(len(DAYS)):
            names = (f"opens_{number}", f"closes_{number}")
            opens, closes = (said.get(name) for name in names)
            if self.errors.keys() & set(names):
                continue
            if (opens is None) != (closes is None):
                self.add_error(names[opens is not None], "Give both times, or neither for a day that is closed.")
            elif opens is not None and closes is not None and closes <= opens:
                self.add_error(names[1], "It closes after it opens.")
        return said

    def value(self) -> Hours:
        """The section, once the form is valid; no times at all mean that it is always open."""
        week = tuple(self._open(number) for number in range(len(DAYS)))
        return Hours(
            week=week if any(week) else (),
            closed_dates=self.cleaned_data["closed_dates"],
            turnaround_minutes=self.cleaned_data["turnaround"],
        )

    def _open(self, number: int) -> Open | None:
        opens: time | None = self.cleaned_data[f"opens_{number}"]
        closes: time | None = self.cleaned_data[f"closes_{number}"]
        return None if opens is None or closes is None else (opens, closes)

    def words(self) -> Words:
        """What was typed, in words."""
        return hours_in_words(self.value())


class WaysForm(SectionForm):
    """The clock and language of the counter, how guests are written to, and how staff sign in."""

    time_zone = forms.ChoiceField(
        label="Time zone", help_text="Every time on every page; signed contracts keep theirs."
    )
    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()))
    guest_channel = forms.ChoiceField(
        label="Guests are written to by",
        choices=list(CHANNELS.items()),
        error_messages={"required": "Choose how guests are written to."},
    )
    requires_mfa = forms.BooleanField(
        label="Everybody needs a second factor to sign in",
        required=False,
        widget=SWITCH,
        help_text="An authenticator app or a passkey, set up at the next sign-in",
    )

    def __init__(self, data: Any = None, *, ways: Ways) -> None:
        shown = {name: getattr(ways, name) for name in Ways.__dataclass_fields__}
        super().__init__(data, section="ways", stored=ways_in_words(ways), initial=shown)
        zones = ZONES if ways.time_zone in ZONES else {ways.time_zone: ways.time_zone, **ZONES}
        self.fields["time_zone"].choices = list(zones.items())  # type: ignore[attr-defined]

    def value(self) -> Ways:
        """The section, once the form is valid."""
        return Ways(**{name: self.cleaned_data[name] for name in Ways.__dataclass_fields__})

    def words(self) -> Words:
        """What was typed, in words."""
        return ways_in_words(self.value())
