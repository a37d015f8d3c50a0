"""What a guest types off a licence, an insurance card or an envelope, with words that help where it can't be right."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contracts.domain.wording import day_in_words
from customers.domain.details import ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.licences import CANADA, UNITED_STATES, licence_key
from dealerships.forms import WordedForm

YOUNGEST, OLDEST = 15, 110
LONGEST_YEARS = 30
STATES = [
    ("", "Choose"),
    ("United States", [(code, code) for code in sorted(UNITED_STATES.split())]),
    ("Canada", [(code, code) for code in sorted(CANADA.split())]),
]


def text(label: str, most: int, *, hint: str = "", **attrs: str) -> forms.CharField:
    """A line to type."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=most, help_text=hint, widget=widget)


def day(label: str, missing: str, **attrs: str) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")
    said = {"required": missing, "invalid": "Type it as month, day and year, such as 04/02/2029."}
    return forms.DateField(label=label, widget=widget, error_messages=said)


def state(label: str, **attrs: str) -> forms.ChoiceField:
    """A state of the US, or a province of Canada."""
    return forms.ChoiceField(label=label, choices=STATES, widget=forms.Select(attrs=attrs))


class PaperForm(WordedForm):
    """A paper that must be good until the car is back."""

    paper = "This"

    def __init__(self, *args: Any, today: date, back_on: date, **kwargs: Any) -> None:
        """Today and the day of the drop-off, by the dealership's clock."""
        super().__init__(*args, **kwargs)
        self.today, self.back_on = today, back_on

    def clean_expires_on(self) -> date:
        """
        :raises ValidationError: it has ended, ends before the car is back, or never ends
        """
        ends: date = self.cleaned_data["expires_on"]
        if ends < self.today:
            raise ValidationError(f"{self.paper} ended on {day_in_words(ends)}. Type the one that is good now.")
        if ends < self.back_on:
            back = day_in_words(self.back_on)
            raise ValidationError(f"{self.paper} ends before the car is due back on {back}. Is there a newer one?")
        if ends.year - self.today.year > LONGEST_YEARS:
            raise ValidationError("Check the year: it is too far ahead.")
        return ends


class LicenceForm(PaperForm):
    """A driver's licence."""

    paper = "This licence"
    number = text("Licence number", 40, autocapitalize="characters")
    state = state("State")
    date_of_birth = day("Date of birth", "Give your date of birth.", autocomplete="bday")
    expires_on = day("Expires", "Give the day on which the licence expires.")

    def clean_number(self) -> str:
        """
        :raises ValidationError: it holds no digit, as every licence does
        """
        number = str(self.cleaned_data["number"]).strip()
        if not any(letter.isdigit() for letter in licence_key(number)):
            raise ValidationError("Type the number as it stands on the licence.")
        return number

    def clean_date_of_birth(self) -> date:
        """
        :raises ValidationError: nobody of that age drives
        """
        born: date = self.cleaned_data["date_of_birth"]
        age = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
        if not YOUNGEST <= age <= OLDEST:
            raise ValidationError("Check the year: nobody of that age drives.")
        return born

    def details(self) -> LicenceDetails:
        """The licence, once the form is valid."""
        said = self.cleaned_data
        country = "CA" if said["state"] in CANADA.split() else "US"
        return LicenceDetails(**said | {"country": country})


class InsuranceForm(PaperForm):
    """The guest's own insurance."""

    paper = "This insurance"
    carrier = text("Insurance company", 120)
    policy_number = text("Policy number", 60, autocapitalize="characters")
    expires_on = day("Expires", "Give the day through which you are insured.")

    def details(self) -> InsuranceDetails:
        """The insurance, once the form is valid."""
        return InsuranceDetails(**self.cleaned_data)


class AddressForm(WordedForm):
    """Where the guest lives."""

    street = text("Street and number", 120, autocomplete="street-address")
    city = text("City", 80, autocomplete="address-level2")
    state = state("State", autocomplete="address-level1")
    postal_code = text("ZIP or postal code", 12, autocomplete="postal-code")

    def details(self, contact: ContactDetails) -> ContactDetails:
        """The contact with this address, once the form is valid."""
        country = "CA" if self.cleaned_data["state"] in CANADA.split() else "US"
        return replace(contact, **self.cleaned_data, country=country)
