"""How allauth signs in here: by invitation only, in our words, with a second factor where the dealership asks it."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

Answer = Callable[[HttpRequest], HttpResponse]
QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is not typed
    """Staff are invited by their dealership; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Email and password do not match. Try again, or set a new password.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, or set a new password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """Never."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say everything but the obvious: that one signed in or out shows."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorMiddleware:
    """Lead staff without a second factor to set one up, before they enter a dealership that requires it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseRedirect | None:
        """Ask the session first, and the database only for those who have just set it up."""
        dealership, staff = getattr(request, "dealership", None), getattr(request, "staff", None)
        if staff is None or dealership is None or not dealership.requires_mfa or has_second_factor(request):
            return None
        messages.info(request, f"{dealership.name} asks for a second factor. Set one up, then go on.")
        return redirect("mfa_index")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or the user has set one up since."""
    used = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    return used or is_mfa_enabled(request.user)
