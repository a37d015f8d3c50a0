"""What the counter types about a guest, as values of the domain."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from customers.domain.details import ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.languages import LANGUAGES
from customers.domain.phones import NotAPhoneNumber, e164
from customers.models import Customer
from dealerships.forms import WordedForm
from dealerships.models import Dealership


def day_field(label: str, missing: str, **attrs: str) -> forms.DateField:
    """A day, picked or typed; ``missing`` is said where none is given."""
    attrs = {"type": "date", **attrs}
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"),
        error_messages={"required": missing},
    )


def country_field() -> forms.CharField:
    """A country by its two letters."""
    said = dict.fromkeys(("required", "min_length", "max_length"), "Type the two letters of the country, such as US.")
    return forms.CharField(label="Country", max_length=2, min_length=2, error_messages=said)


class ContactForm(WordedForm):
    """Who a guest is and how to reach them."""

    first_name = forms.CharField(label="First name", max_length=80)
    last_name = forms.CharField(label="Last name", max_length=80)
    phone = forms.CharField(
        label="Mobile", required=False, help_text="Texts go here.", widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label="Email", required=False, max_length=254)
    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()))
    street = forms.CharField(label="Street", required=False, max_length=120)
    city = forms.CharField(label="City", required=False, max_length=80)
    state = forms.CharField(label="State", required=False, max_length=10)
    postal_code = forms.CharField(label="Postal code", required=False, max_length=12)
    country = country_field()
    employer = forms.CharField(label="Employer", required=False, max_length=120, help_text="Optional.")

    def __init__(self, *args: Any, dealership: Dealership, customer: Customer | None = None, **kwargs: Any) -> None:
        self.dealership = dealership
        initial = {"language": dealership.language, "country": dealership.country}
        if customer is not None:
            initial = {name: getattr(customer, name) for name in type(self).base_fields}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        """In E.164, or empty."""
        typed = self.cleaned_data["phone"]
        try:
            return e164(typed, country=self.dealership.country) if typed else ""
        except NotAPhoneNumber as reason:
            raise ValidationError(str(reason)) from reason

    def clean_country(self) -> str:
        """Two capital letters."""
        return str(self.cleaned_data["country"]).upper()

    def details(self) -> ContactDetails:
        """The contact, once the form is valid."""
        return ContactDetails(**self.cleaned_data)


class LicenceForm(WordedForm):
    """A driver's licence, as it is read off the card."""

    number = forms.CharField(label="Licence number", max_length=40)
    state = forms.CharField(label="State", max_length=10, required=False)
    country = country_field()
    date_of_birth = day_field("Born", "Give the date of birth.", autocomplete="bday")
    expires_on = day_field("Expires", "Give the day on which it expires.")

    def details(self) -> LicenceDetails:
        """The licence, once the form is valid."""
        return LicenceDetails(**self.cleaned_data | {"country": self.cleaned_data["country"].upper()})


class InsuranceForm(WordedForm):
    """A guest's own insurance, as it stands on the card."""

    carrier = forms.CharField(label="Carrier", max_length=120)
    policy_number = forms.CharField(label="Policy number", max_length=60)
    expires_on = day_field("Expires", "Give the day on which it expires.")

    def details(self) -> InsuranceDetails:
        """The insurance, once the form is valid."""
        return InsuranceDetails(**self.cleaned_data)


class NoteForm(WordedForm):
    """A note for colleagues."""

    text = forms.CharField(label="Note", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(WordedForm):
    """Why."""

    reason = forms.CharField(label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
