"""The forms of signing in and of a second factor, which are allauth's, with faults in our words (``settings.py``)."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from dealerships.forms.worded import WordedForm


class LoginForm(WordedForm, account.LoginForm):  # type: ignore[misc]  # the library is not typed
    """Email and password."""


class ResetPasswordForm(WordedForm, account.ResetPasswordForm):  # type: ignore[misc]
    """Where to send a link for a new password."""


class ResetPasswordKeyForm(WordedForm, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by that link."""


class ChangePasswordForm(WordedForm, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password, by the old one."""


class ReauthenticateForm(WordedForm, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AuthenticateForm(WordedForm, mfa.AuthenticateForm):  # type: ignore[misc]
    """The code of a second factor."""


class ReauthenticateByCodeForm(WordedForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""


class ActivateTOTPForm(WordedForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""


class AddWebAuthnForm(WordedForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""


class EditWebAuthnForm(WordedForm, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called from now on."""
