"""From what the app tells to what is booked here: program, category, model, period."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from dealerships.models import Dealership
from dealerships.prepared import prepared
from dealerships.prepared import told as given
from fleet.queries.groups import categories
from integrations.lexus_app import attention
from integrations.lexus_app.models import CategoryMapping
from integrations.lexus_app.told import ReservationTold
from kernel.keys import without_case_and_spaces
from kernel.period import Period
from programs.queries import one_app_rental
from reservations.domain.booking import Booking
from reservations.domain.channels import Channel

if TYPE_CHECKING:
    from customers.models import Customer
    from fleet.models import VehicleCategory
    from reservations.models import Reservation

LONGEST_KEY = 80


def booking_of(dealership: Dealership, told: ReservationTold, customer: "Customer") -> Booking:
    """
    A booking of the program *OneApp Rental*.

    :raises NeedsAttention: there is no such program, or the category is none of ours
    """
    program = one_app_rental(dealership=dealership)
    if program is None:
        raise attention.NoProgram
    return Booking(
        program_id=program.pk,
        channel=Channel.LEXUS_APP,
        external_id=told.reservation_id,
        **parts(dealership, told, customer),
    )


def parts(dealership: Dealership, told: ReservationTold, customer: "Customer") -> dict[str, Any]:
    """
    The parts of a booking that the app may change.

    :raises NeedsAttention: the category is none of ours
    """
    return {
        "customer_id": customer.pk,
        "period": Period(told.pickup_at, told.dropoff_at),
        "category_id": category_named(dealership, told.category).pk,
        "preferred_model": told.preferred_model,
        "service_vin": told.reserve.vin if told.reserve else "",
        "notes": told.notes,
    }


def category_named(dealership: Dealership, name: str) -> "VehicleCategory":
    """
    The category of that name, or the one that staff have chosen for it.

    :raises UnknownCategory: no category is called so, and none was chosen
    """
    category = meant(dealership, name)
    if category is None:
        raise attention.UnknownCategory(name)
    return category


def meant(dealership: Dealership, name: str) -> "VehicleCategory | None":
    """Which of our categories the app means: its own name comes first, then what staff have chosen for it."""
    key = category_key(name)
    return of_name.only(dealership=dealership, key=key) or chosen_for(dealership=dealership, key=key)


def category_key(name: str) -> str:
    """How the app's names are compared; a single character can stand for many there, and what is kept has an end."""
    return without_case_and_spaces(name)[:LONGEST_KEY]


@prepared
def of_name() -> "QuerySet[VehicleCategory]":
    """A category by its name, without case and spaces."""
    return categories(dealership=given("dealership")).filter(name_key=given("key"))


def chosen_for(*, dealership: Dealership, key: str) -> "VehicleCategory | None":
    """The category that staff have chosen for a name of the app's."""
    chosen = CategoryMapping.objects.filter(dealership=dealership, name_key=key).values("category")
    return categories(dealership=dealership).filter(pk__in=chosen).first()


def wishes(reservation: "Reservation", told: ReservationTold) -> list[str]:
    """What the app asks for of a loan that has begun, beyond another drop-off, in words."""
    category = meant(reservation.dealership, told.category)
    differing = {
        "another pickup time": told.pickup_at != reservation.pickup_at,
        "another category": (category and category.pk) != reservation.category_id,
    }
    return [words for words, differs in differing.items() if differs]
