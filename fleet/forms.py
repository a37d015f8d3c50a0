"""What the counter says about a vehicle."""

from django import forms

from fleet.domain.statuses import BY_HAND, VehicleStatus


class StatusForm(forms.Form):
    """A status that staff may set."""

    status = forms.ChoiceField(choices=[(status.value, status.label) for status in VehicleStatus if status in BY_HAND])


class IssueForm(forms.Form):
    """Damage or a fault."""

    description = forms.CharField(
        label="What is wrong, and where",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "Scuff on the left rear wheel"}),
    )
