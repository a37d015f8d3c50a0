"""What staff type on the page of the Lexus App."""

from django import forms


class EndpointForm(forms.Form):
    """Where the partner is told."""

    endpoint = forms.URLField(label="Partner endpoint", max_length=500, required=False, assume_scheme="https")


class DismissForm(forms.Form):
    """Why something may rest."""

    reason = forms.CharField(label="Reason", max_length=200)
