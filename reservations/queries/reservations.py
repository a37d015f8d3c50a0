"""Loans of a dealership, and the words that narrow them down."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import FilteredRelation, Q, QuerySet

from customers.queries import same_person
from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from reservations.domain.lifecycle import BEFORE_START, OPEN, Status
from reservations.models import AdditionalDriver, Reservation

if TYPE_CHECKING:
    from customers.models import Customer


class UnknownReservation(Exception):
    """There is no such loan here."""

    def __init__(self, code: str) -> None:
        """Name what was asked for."""
        super().__init__(f"There is no contract {code} here.")


class Reservations(QuerySet[Reservation]):
    """Loans, refined by adjectives."""

    def open(self) -> Self:
        """Booked, pending or started."""
        return self.filter(status__in=sorted(OPEN))

    def coming(self) -> Self:
        """Booked or pending."""
        return self.filter(status__in=sorted(BEFORE_START))

    def overdue(self, at: datetime) -> Self:
        """Started, and the guest should have been back."""
        return self.filter(status=Status.STARTED, dropoff_at__lt=at)


def reservations(*, dealership: Dealership) -> Reservations:
    """The loans of a dealership, from booking to receipt."""
    return Reservations(Reservation).filter(dealership=dealership)


def additional_drivers(*, dealership: Dealership) -> QuerySet[AdditionalDriver]:
    """Who else may drive, with the licence that counts as ``licence_now`` where there is one."""
    current = FilteredRelation("customer__licences", condition=Q(customer__licences__replaced_at__isnull=True))
    rows = AdditionalDriver.objects.filter(dealership=dealership).annotate(licence_now=current)
    return rows.select_related("customer", "licence_now").order_by("position")  # type: ignore[misc]  # a filtered relation is none to the stubs


def of_guest(*, dealership: Dealership, customer: "Customer") -> Reservations:
    """The loans booked for a guest, under whichever of their profiles."""
    guests = same_person(dealership=dealership, customer=customer)
    return reservations(dealership=dealership).filter(customer__in=guests)


def driven_by(*, dealership: Dealership, guests: Any) -> QuerySet[AdditionalDriver, int]:
    """The keys of the loans that one of these profiles may drive beside the guest."""
    rows = AdditionalDriver.objects.filter(dealership=dealership, customer__in=guests)
    return rows.values_list("reservation", flat=True)


def reservation(*, dealership: Dealership, code: str) -> Reservation:
    """
    One loan by its confirmation code, with its guest.

    :raises UnknownReservation: the dealership has none with it
    """
    found = with_guest.only(dealership=dealership, code=code)
    if found is None:
        raise UnknownReservation(code)
    return found


@prepared
def with_guest() -> "QuerySet[Reservation]":
    """A loan by its confirmation code, with its guest."""
    return reservations(dealership=told("dealership")).filter(code=told("code")).select_related("customer")
