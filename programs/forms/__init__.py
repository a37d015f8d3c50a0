"""What an admin types about programs, driver agreements and additional settings, as values of the domain."""

from programs.forms.additional import AdditionalForm
from programs.forms.agreements import (
    AgreementNameForm,
    AgreementTextForm,
    ConfirmForm,
    DiscardForm,
    PublishForm,
)

__all__ = [
    "AdditionalForm",
    "AgreementNameForm",
    "AgreementTextForm",
    "ConfirmForm",
    "DiscardForm",
    "PublishForm",
]
