"""What a guest types: four characters, a tick, a name or a drawing."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from contracts.domain.signatures import SignatureMethod
from dealerships.forms import WordedForm

DIGITS, TEXT = {"inputmode": "numeric", "autocomplete": "off"}, {"autocomplete": "off"}
LABELS = {
    "phone": "Last four digits of your phone number",
    "licence": "Last four characters of your driver’s licence",
    "code": "Last four characters of your booking number",
}


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


class ChallengeForm(WordedForm):
    """The answer to a link's question; a slip of the finger costs no try."""

    digits = forms.CharField(
        min_length=4,
        max_length=12,
        error_messages={"required": "Type the last four.", "min_length": "Type all four."},
    )

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        """Ask for the digits of a phone, or for the characters of something else."""
        super().__init__(*args, **kwargs)
        field = self.fields["digits"]
        field.label = LABELS[asks]
        field.widget.attrs.update(DIGITS if asks == "phone" else TEXT)


class ConsentForm(WordedForm):
    """Consent to sign and receive electronically, before anything is signed (E-SIGN)."""

    consent = forms.BooleanField(
        label="I agree to sign and receive documents electronically",
        error_messages={"required": "Tick this to go on, or sign on paper at the counter."},
    )


class TermForm(WordedForm):
    """The term that was read."""

    position = forms.IntegerField(min_value=1)


class SignForm(WordedForm):
    """A drawing, or the name typed in its place."""

    drawing = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Your full name",
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="It counts as your signature.",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or self.cleaned_data
        if not said.get("drawing") and not said.get("name"):
            self.add_error("name", "Sign with your finger, or type your full name.")
        return said

    @property
    def method(self) -> SignatureMethod:
        """Drawn where there is a drawing, else typed."""
        return SignatureMethod.DRAWN if self.cleaned_data["drawing"] else SignatureMethod.TYPED
