"""A form asks, does its work once however often its button is pressed, or says why not and keeps what was typed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest, StaffRequest

DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a page with one form says around it; ``back`` is where Cancel leads, and where one goes afterwards."""

    heading: str
    verb: str
    back: str
    section: str
    words: str = ""
    danger: bool = False
    crumbs: tuple[tuple[str, str], ...] = field(default=())


def ask(
    request: "StaffRequest",
    form: forms.Form,
    *,
    question: Question,
    work: Callable[[], str | None],
    refusals: tuple[type[Exception], ...] = (),
    done: str = "",
    template: str = "desk/form.html",
) -> HttpResponse:
    """GET shows the form. POST does the work, or shows the form again with what was typed and why not."""
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: work() or question.back, done=done)
        except refusals as reason:
            form.add_error(None, str(reason))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "question": question, "section": question.section, "back": question.back}
    return render(request, template, context, status=status)


def once(request: "DealershipRequest", work: Callable[[], str], *, done: str = "") -> HttpResponseRedirect:
    """
    Do the work of this very form and go where it says, or go where its first press went; ``done`` is said once.

    The key stands in the same transaction as the work (the cache is a table): a second press waits for the first,
    and a press that failed leaves no key behind.
    """
    given = request.POST.get("form_key", "")
    key = f"form:{request.dealership.pk}:{request.user.pk}:{hashlib.sha256(given.encode()).hexdigest()}"
    with transaction.atomic():
        if given and not cache.add(key, request.path, DAY_SECONDS):
            return redirect(cache.get(key) or request.path)
        target = work()
        if given:
            cache.set(key, target, DAY_SECONDS)
    if done:
        messages.success(request, done)
    return redirect(target)


def came_from(request: "DealershipRequest", otherwise: str) -> str:
    """The page of ours that the form names as ``next``, else another."""
    path = request.POST.get("next") or request.GET.get("next", "")
    known = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith(
        f"/{request.dealership.slug}/"
    )
    return path if known else otherwise
