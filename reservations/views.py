"""Book a loan, and change what is booked."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from customers.queries import customers, find
from dealerships.addresses import address
from dealerships.middleware import UNKEEPABLE
from dealerships.permits import actor
from dealerships.presses import Question, ask, once
from fleet.domain.commitments import TooLong
from fleet.services import VehicleTaken
from reservations.domain.booking import NotBookable
from reservations.forms import BookingForm, booked
from reservations.queries import UnknownReservation, reservation, usual_times
from reservations.queries.overview import Offered, Overview, offered, overview
from reservations.services import AlreadyBooked, NotChangeable, book, change_booking

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import StaffRequest

MOST_SHOWN = 12


def new_contract(request: "StaffRequest") -> HttpResponse:
    """Choose the guest, then when and what; availability is checked as one types."""
    customer = chosen(request)
    if customer is None:
        return who_drives(request)

    choices = offered(dealership=request.dealership)
    form = booking_form(request, choices, initial={**start_of(request), "advisor": own_key(request)})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: made(request, form, customer))
        except (NotBookable, AlreadyBooked, TooLong) as reason:
            refusal = str(reason)
            form.add_error(None, refusal)
    context = {
        "section": "contracts",
        "customer": customer,
        "form": form,
        "overview": looked_at(request, form, choices, customer),
    }
    return render(request, "contracts/new.html", context, status=422 if request.method == "POST" else 200)


def chosen(request: "StaffRequest") -> "Customer | None":
    """The guest that the address or the form names."""
    code = request.POST.get("customer") or request.GET.get("customer", "")
    if UNKEEPABLE in code:
        raise Http404
    return get_object_or_404(customers(dealership=request.dealership), code=code) if code else None


def who_drives(request: "StaffRequest") -> HttpResponse:
    """Look for the guest."""
    words = request.GET.get("q", "").strip()
    found = find(dealership=request.dealership, words=words)[:MOST_SHOWN]
    context = {"section": "contracts", "words": words, "found": found}
    return render(request, "contracts/new_who.html", context)


def made(request: "StaffRequest", form: BookingForm, customer: "Customer") -> str:
    """Book it; the next page is the contract's, or that of its vehicle."""
    loan = book(
        dealership=request.dealership,
        booking=form.booking(customer=customer),
        by=actor(request),
        at=timezone.now(),
    )
    route = "assign" if request.POST.get("press") == "assign" else "contract"
    return address(request.dealership, route, code=loan.code)


def edit_booking(request: "StaffRequest", code: str) -> HttpResponse:
    """Change what is booked, before the start."""
    try:
        loan = reservation(dealership=request.dealership, code=code)
    except UnknownReservation:
        raise Http404 from None
    form = booking_form(request, offered(dealership=request.dealership), initial=booked(loan))
    page = address(request.dealership, "contract", code=code)

    def work() -> None:
        change_booking(
            dealership=request.dealership,
            code=code,
            booking=replace(loan.booking(), **form.changes()),
            by=actor(request),
            at=timezone.now(),
        )

    question = Question(
        heading=f"Edit {code}, {loan.customer.name}",
        here="Edit",
        verb="Save",
        back=page,
        section="contracts",
        crumbs=(("Contracts", address(request.dealership, "contracts")), (code, page)),
        words="A change of vehicle, drivers, period or rates voids a signature.",
    )
    refusals = (NotBookable, NotChangeable, VehicleTaken, TooLong)
    return ask(request, form, question=question, work=work, refusals=refusals)


def booking_form(request: "StaffRequest", choices: Offered, *, initial: dict[str, Any]) -> BookingForm:
    """The form, with what can be chosen; a look at availability sends it as a query."""
    looking = request.GET if "pickup" in request.GET else None
    form = BookingForm(request.POST or looking, dealership=request.dealership, initial=initial)
    form.offer_choices(
        groups=choices.groups,
        programs=choices.programs,
        categories=choices.categories,
        models=choices.models,
        advisors=choices.advisors,
    )
    return form


def start_of(request: "StaffRequest") -> dict[str, Any]:
    """Pickup and drop-off as a new contract begins."""
    period = usual_times(dealership=request.dealership, at=timezone.now())
    return {"pickup": period.starts_at, "dropoff": period.ends_at}


def own_key(request: "StaffRequest") -> int | str:
    """A service advisor books for themselves first."""
    return request.staff.pk if request.staff.service_advisor else ""


def looked_at(request: "StaffRequest", form: BookingForm, choices: Offered, customer: "Customer") -> Overview:
    """What is free in the period that stands in the form, and what speaks against it."""
    form.is_valid()
    period = form.period if form.is_bound else None
    return overview(
        dealership=request.dealership,
        customer=customer,
        period=period or usual_times(dealership=request.dealership, at=timezone.now()),
        pool=form.pool if form.is_bound else None,
        what=form.what if form.is_bound else "",
        offered=choices,
        at=timezone.now(),
    )
