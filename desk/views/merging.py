"""Duplicates: compare two profiles, merge them, keep them apart, undo."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from contracts.services.merging import merge_guests, undo_merge
from customers.queries import UnknownCustomer, duplicate, find, profile
from customers.services import NothingToUndo, UnableToMerge, keep_apart
from dealerships.addresses import address
from dealerships.permits import actor, refuse
from dealerships.presses import once
from desk.queries.merge_page import MergePage, chosen, merge_page

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import StaffRequest

MOST_SHOWN = 12


@require_GET
def merge_with(request: "StaffRequest", code: str) -> HttpResponse:
    """Look for the other profile of the same person."""
    customer = found(request, code)
    words = request.GET.get("q", "").strip()
    others = find(dealership=request.dealership, words=words).exclude(pk=customer.pk)[:MOST_SHOWN]
    context = {"section": "customers", "customer": customer, "words": words, "found": others}
    return render(request, "customers/merge_with.html", context)


def compare(request: "StaffRequest", code: str, other: str) -> HttpResponse:
    """Side by side; POST makes one of the two."""
    page = compared(request, code, other)
    if page.survivor.pk == page.duplicate.pk:
        return redirect(page_of(request, page.survivor))
    if request.method == "POST":
        return merged(request, page)
    return render(request, "customers/merge.html", {"section": "customers", "page": page})


def merged(request: "StaffRequest", page: MergePage) -> HttpResponse:
    """Merge them, or say why not."""

    def work() -> str:
        merge_guests(
            dealership=request.dealership,
            survivor=page.survivor,
            duplicate=page.duplicate,
            take=chosen(page, request.POST.dict()),
            by=actor(request),
            at=timezone.now(),
        )
        return page_of(request, page.survivor)

    try:
        return once(request, work, done=f"{page.duplicate.name} was merged into this profile.")
    except UnableToMerge as reason:
        messages.error(request, str(reason))
        return render(request, "customers/merge.html", {"section": "customers", "page": page}, status=422)


@require_POST
def apart(request: "StaffRequest", code: str, other: str) -> HttpResponse:
    """They are two people."""
    one, two = found(request, code), found(request, other)
    keep_apart(dealership=request.dealership, one=one, other=two, by=actor(request), at=timezone.now())
    messages.success(request, f"{one.name} and {two.name} are kept apart.")
    return redirect(page_of(request, one))


@require_POST
def undo(request: "StaffRequest", code: str, other: str) -> HttpResponse:
    """Let a merged profile stand by itself again."""
    kept = found(request, code)
    try:
        joined = duplicate(dealership=request.dealership, code=other)
    except UnknownCustomer:
        raise Http404 from None
    try:
        undo_merge(dealership=request.dealership, duplicate=joined, by=actor(request), at=timezone.now())
        messages.success(request, f"{joined.name} stands by itself again.")
    except (NothingToUndo, UnableToMerge) as reason:
        refuse(request, reason)
    return redirect(page_of(request, kept))


def found(request: "StaffRequest", code: str) -> "Customer":
    """
    :raises Http404: no profile here has this code
    """
    try:
        return profile(dealership=request.dealership, code=code)
    except UnknownCustomer:
        raise Http404 from None


def compared(request: "StaffRequest", code: str, other: str) -> MergePage:
    """
    :raises Http404: one of the two is no profile here
    """
    try:
        return merge_page(dealership=request.dealership, code=code, other=other, now=timezone.now())
    except UnknownCustomer:
        raise Http404 from None


def page_of(request: "StaffRequest", customer: "Customer") -> str:
    """The address of a profile."""
    return address(request.dealership, "customer", code=customer.code)
