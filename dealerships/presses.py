"""A form asks, does its work once however often its button is pressed, or says why not and keeps what was typed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from dealerships.services.pressing import claim_press, lead_press, where_press_led

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest, StaffRequest


CSRF = "csrfmiddlewaretoken"
"""Written anew at every sign-in, and masked otherwise in every page."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    What a page with one form says around it; ``back`` is where ``leave`` leads, and where one goes afterwards.

    ``here`` is the page's own place in the way to it, where the heading would repeat the record's name.
    """

    heading: str
    verb: str
    back: str
    section: str
    words: str = ""
    danger: bool = False
    here: str = ""
    leave: str = "Cancel"
    crumbs: tuple[tuple[str, str], ...] = field(default=())


def ask(
    request: "StaffRequest",
    form: forms.Form,
    *,
    question: Question,
    work: Callable[[], str | None],
    refusals: tuple[type[Exception], ...] = (),
    beside: str | None = None,
    done: str = "",
    template: str = "desk/form.html",
) -> HttpResponse:
    """
    GET shows the form. POST does the work, or shows the form again with what was typed and why not, ``beside`` a field
    where all that can be refused is what was typed there.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: work() or question.back, done=done, towards=question.back)
        except refusals as reason:
            form.add_error(beside, str(reason))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "question": question, "section": question.section, "back": question.back}
    return render(request, template, context, status=status)


def once(
    request: "DealershipRequest", work: Callable[[], str], *, done: str = "", towards: str = ""
) -> HttpResponseRedirect:
    """
    Do the work of this very form and go where it says, or go where its first press went; ``done`` is said once.

    The key stands in the same transaction as the work: a second press waits for the first, and a press that failed
    leaves no key behind. ``towards`` is where it usually leads; a statement is saved where it does.
    """
    given = request.POST.get("form_key", "")
    form: dict[str, Any] = {"dealership": request.dealership, "key": key_of(request, given)}
    expected = towards or request.path
    with transaction.atomic():
        if given and not claim_press(**form, target=expected, at=timezone.now()):
            return redirect(where_press_led(**form))
        target = work()
        if given and target != expected:
            lead_press(**form, target=target)
    if done:
        messages.success(request, done)
    return redirect(target)


def key_of(request: "DealershipRequest", given: str) -> str:
    """
    What is kept of a form's key: nobody else's form is the same, whatever they send; nor is the form that somebody went
    back to and filled in otherwise.
    """
    said = sorted((name, values) for name, values in request.POST.lists() if name != CSRF)
    return hashlib.sha256(f"{request.user.pk}:{given}:{said}".encode()).hexdigest()


def came_from(request: "DealershipRequest", otherwise: str) -> str:
    """The page of ours that the form names as ``next``, else another."""
    path = request.POST.get("next") or request.GET.get("next", "")
    known = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith(
        f"/{request.dealership.slug}/"
    )
    return path if known else otherwise
