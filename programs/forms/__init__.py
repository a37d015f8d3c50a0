"""What an admin types about programs, driver agreements and additional settings, as values of the domain."""

from programs.forms.additional import AdditionalForm
from programs.forms.agreements import (
    AgreementNameForm,
    AgreementTextForm,
    ConfirmForm,
    DiscardForm,
    PublishForm,
)
from programs.forms.programs import EntitlementForm, GeneralForm, OwnForm, RatesForm, TitleForm

__all__ = [
    "AdditionalForm",
    "AgreementNameForm",
    "AgreementTextForm",
    "ConfirmForm",
    "DiscardForm",
    "EntitlementForm",
    "GeneralForm",
    "OwnForm",
    "PublishForm",
    "RatesForm",
    "TitleForm",
]
