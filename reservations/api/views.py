"""List reservations, look at one, book one."""

from datetime import datetime
from typing import Any

from customers.queries import with_code
from dealerships.api import ApiView, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.models import Dealership
from dealerships.tokens import ApiRequest
from reservations.api.said import BookingSaid, ReservationQuery
from reservations.api.shown import BookedSerializer, ReservationSerializer
from reservations.models import Reservation
from reservations.queries import Reservations as Loans
from reservations.queries import UnknownReservation, find, possible_duplicates, reservations
from reservations.services import book

EXAMPLE = {
    "customer": "C7Q4MXYZ",
    "program": "OneApp Rental",
    "category": "SUV",
    "pickup_at": "2026-03-09T09:00:00-05:00",
    "dropoff_at": "2026-03-12T09:00:00-05:00",
}
FILTERS = {
    "status": "status",
    "external_id": "external_id",
    "pickup_from": "pickup_at__gte",
    "pickup_before": "pickup_at__lt",
}


class Reservations(ApiView):
    """Loans, from booking to receipt."""

    @listing("list_reservations", answers=ReservationSerializer, asks=ReservationQuery, ordering=["-pickup_at", "-id"])
    def get(self, request: ApiRequest, q: str = "", customer: str = "", **said: str | datetime) -> Loans:
        """The loans of the dealership, the latest pickup first; with `q` those that the words may mean."""
        rows = find(dealership=request.dealership, words=q) if q else reservations(dealership=request.dealership)
        if customer:
            rows = rows.filter(customer__in=with_code(dealership=request.dealership, code=customer))
        return with_names(rows.filter(**{FILTERS[name]: value for name, value in said.items()}))

    @deed("book", takes=BookingSaid, answers=BookedSerializer, scope=Scope.BOOK, status=201, example=EXAMPLE)
    def post(self, request: ApiRequest, said: dict[str, Any]) -> dict[str, Any]:
        """
        Book a loan of a group or a program. Without a free vehicle it is booked all the same, with an alert; another
        loan of the same guest at about that time is only named.
        """
        made = book(booking=said["booking"], **self.doing(request))
        return booked(made, dealership=request.dealership)


class OneReservation(ApiView):
    """A loan."""

    @look("get_reservation", answers=ReservationSerializer)
    def get(self, request: ApiRequest, code: str) -> Reservation:
        """One loan by its confirmation code; how its contract stands is under `contracts`."""
        found = with_names(reservations(dealership=request.dealership)).filter(code=code).first()
        if found is None:
            raise UnknownReservation(code)
        return found


def with_names(rows: Loans) -> Loans:
    """Them with everything that the answer names."""
    named = rows.select_related("customer", "group", "program", "category", "advisor")
    return named.prefetch_related("additional_drivers__customer")


def booked(made: Reservation, *, dealership: Dealership) -> dict[str, Any]:
    """A booking, and what staff would be warned of."""
    others = possible_duplicates(dealership=dealership, reservation=made)
    told = {name: getattr(made, name) for name in ("code", "status", "pickup_at", "dropoff_at", "external_id", "alert")}
    return told | {"possible_duplicates": list(others.values_list("code", flat=True))}
