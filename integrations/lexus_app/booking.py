"""From what the app tells to what is booked here: program, category, model, period."""

from typing import TYPE_CHECKING, Any

from dealerships.models import Dealership
from fleet.queries.groups import categories
from integrations.lexus_app import attention
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
    :raises UnknownCategory: no category is called so
    """
    category = categories(dealership=dealership).filter(name_key=without_case_and_spaces(name)).first()
    if category is None:
        raise attention.UnknownCategory(name)
    return category


def wishes(reservation: "Reservation", told: ReservationTold) -> list[str]:
    """What the app asks for beyond what is booked, in words."""
    category = reservation.category.name if reservation.category else ""
    differing = {
        "another pickup time": told.pickup_at != reservation.pickup_at,
        "another drop-off time": told.dropoff_at != reservation.dropoff_at,
        "another category": without_case_and_spaces(told.category) != without_case_and_spaces(category),
    }
    return [words for words, differs in differing.items() if differs]
