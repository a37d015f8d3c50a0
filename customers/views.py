"""What staff do to a guest's profile; the page that shows it all is the desk's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from customers import services
from customers.domain.sources import Source
from customers.forms import ContactForm, InsuranceForm, LicenceForm, NoteForm, ReasonForm
from customers.queries import UnknownCustomer, profile
from customers.services.cards import UnknownCard
from customers.services.do_not_rent import ReasonMissing
from customers.services.papers import LicenceWithoutNumber
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs, refuse
from dealerships.presses import Question, ask, came_from

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import StaffRequest


def found(request: "StaffRequest", code: str) -> "Customer":
    """
    :raises Http404: no profile here has this code
    """
    try:
        return profile(dealership=request.dealership, code=code)
    except UnknownCustomer:
        raise Http404 from None


def about(
    request: "StaffRequest", customer: "Customer", here: str, heading: str, verb: str, *, words: str = ""
) -> Question:
    """A question on a profile; afterwards one is back where one came from."""
    page = address(request.dealership, "customer", code=customer.code)
    crumbs = (("Customers", address(request.dealership, "customers")), (customer.name, page))
    return Question(
        heading=heading,
        verb=verb,
        back=came_from(request, page),
        section="customers",
        crumbs=crumbs,
        words=words,
        here=here,
    )


def new(request: "StaffRequest") -> HttpResponse:
    """Make a profile; who came from a page that wants a guest goes back there with the new one."""
    form = ContactForm(request.POST or None, dealership=request.dealership)
    page = address(request.dealership, "customers")
    asked_by = came_from(request, "")
    question = Question(
        heading="New customer", verb="Save", back=asked_by or page, section="customers", crumbs=(("Customers", page),)
    )

    def work() -> str:
        customer = services.create_customer(
            dealership=request.dealership, details=form.details(), by=actor(request), at=timezone.now()
        )
        own_page = address(request.dealership, "customer", code=customer.code)
        return own_page if asked_by in {"", page} else f"{asked_by}?customer={customer.code}"

    return ask(request, form, question=question, work=work, done="Profile saved.")


def contact(request: "StaffRequest", code: str) -> HttpResponse:
    """Change name, address and how to reach the guest."""
    customer = found(request, code)
    form = ContactForm(request.POST or None, dealership=request.dealership, customer=customer)

    def work() -> None:
        services.change_contact(
            dealership=request.dealership,
            customer=customer,
            details=form.details(),
            by=actor(request),
            at=timezone.now(),
        )

    return ask(
        request, form, question=about(request, customer, "Contact", f"Contact of {customer.name}", "Save"), work=work
    )


def licence(request: "StaffRequest", code: str) -> HttpResponse:
    """Record the driver's licence."""
    customer = found(request, code)
    initial = {"state": customer.state or request.dealership.state, "country": request.dealership.country}
    form = LicenceForm(request.POST or None, initial=initial)

    def work() -> None:
        services.record_licence(
            dealership=request.dealership,
            customer=customer,
            licence=form.details(),
            source=Source.STAFF,
            by=actor(request),
            at=timezone.now(),
        )

    question = about(request, customer, "Licence", f"Licence of {customer.name}", "Save licence")
    return ask(request, form, question=question, work=work, refusals=(LicenceWithoutNumber,))


def insurance(request: "StaffRequest", code: str) -> HttpResponse:
    """Record the guest's own insurance."""
    customer = found(request, code)
    form = InsuranceForm(request.POST or None)

    def work() -> None:
        services.record_insurance(
            dealership=request.dealership,
            customer=customer,
            insurance=form.details(),
            source=Source.STAFF,
            by=actor(request),
            at=timezone.now(),
        )

    question = about(request, customer, "Insurance", f"Insurance of {customer.name}", "Save insurance")
    return ask(request, form, question=question, work=work)


def note(request: "StaffRequest", code: str) -> HttpResponse:
    """Write a note on the profile."""
    customer = found(request, code)
    form = NoteForm(request.POST or None)

    def work() -> None:
        services.write_note(
            dealership=request.dealership,
            customer=customer,
            text=form.cleaned_data["text"],
            by=actor(request),
            at=timezone.now(),
        )

    return ask(
        request, form, question=about(request, customer, "Note", f"Note on {customer.name}", "Add note"), work=work
    )


@needs(Permission.DO_NOT_RENT)
def forbid(request: "StaffRequest", code: str) -> HttpResponse:
    """Put the guest on Do Not Rent."""
    customer = found(request, code)
    words = "No contract can be started for this guest, nor for one with the same licence, phone or email."
    question = about(request, customer, "Do Not Rent", f"Do Not Rent: {customer.name}", "Do Not Rent", words=words)
    return _change_do_not_rent(request, customer, question, services.forbid)


@needs(Permission.DO_NOT_RENT)
def allow(request: "StaffRequest", code: str) -> HttpResponse:
    """Take the guest off Do Not Rent."""
    customer = found(request, code)
    question = about(request, customer, "Rent again", f"Rent to {customer.name} again", "Lift Do Not Rent")
    return _change_do_not_rent(request, customer, question, services.allow)


def _change_do_not_rent(
    request: "StaffRequest", customer: "Customer", question: Question, change: Callable[..., Any]
) -> HttpResponse:
    form = ReasonForm(request.POST or None)

    def work() -> None:
        change(
            dealership=request.dealership,
            customer=customer,
            reason=form.cleaned_data["reason"],
            by=actor(request),
            at=timezone.now(),
        )

    return ask(request, form, question=question, work=work, refusals=(ReasonMissing,))


@require_POST
def prefer_card(request: "StaffRequest", code: str, card: int) -> HttpResponse:
    """Charge this card from now on."""
    return _change_card(request, code, card, services.prefer_card)


@require_POST
def remove_card(request: "StaffRequest", code: str, card: int) -> HttpResponse:
    """Take a card off file."""
    return _change_card(request, code, card, services.remove_card)


def _change_card(request: "StaffRequest", code: str, card: int, change: Callable[..., Any]) -> HttpResponse:
    customer = found(request, code)
    try:
        change(dealership=request.dealership, customer=customer, card_id=card, by=actor(request), at=timezone.now())
    except UnknownCard as reason:
        refuse(request, reason)
    return redirect(came_from(request, address(request.dealership, "customer", code=code)))


@require_POST
def take_suggestion(request: "StaffRequest", code: str, suggestion: int) -> HttpResponse:
    """Let the profile say what the app says."""
    return _decide(request, code, suggestion, services.take_suggestion)


@require_POST
def keep_ours(request: "StaffRequest", code: str, suggestion: int) -> HttpResponse:
    """Leave the profile as it is."""
    return _decide(request, code, suggestion, services.keep_ours)


def _decide(request: "StaffRequest", code: str, key: int, decide: Callable[..., Any]) -> HttpResponse:
    customer = found(request, code)
    try:
        decide(dealership=request.dealership, customer=customer, key=key, by=actor(request), at=timezone.now())
    except services.SuggestionGone as reason:
        refuse(request, reason)
    return redirect(came_from(request, address(request.dealership, "customer", code=customer.code)))
