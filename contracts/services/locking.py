"""The contract of a loan, locked after its reservation: the order of locks of every use case."""

from django.db.models import QuerySet

from contracts.domain.refusals import NoVehicleAssigned
from contracts.models import Contract
from dealerships.models import Dealership
from reservations.services import lock_reservation


def lock_contract(*, dealership: Dealership, code: str) -> Contract:
    """
    The reservation locked, then its contract, as they are now.

    :raises UnknownReservation: the dealership has no such loan
    :raises NoVehicleAssigned: the loan has no vehicle yet
    """
    # Where somebody else has just changed the vehicle, the statement that waited for them finds nothing.
    found = both(dealership, code).first() or waited_for(dealership, code)
    found.reservation.dealership = dealership
    return found


def both(dealership: Dealership, code: str) -> QuerySet[Contract]:
    """A loan and its contract, locked in this order by one statement."""
    rows = Contract.objects.filter(
        dealership=dealership, reservation__dealership=dealership, reservation__code=code
    ).select_related("vehicle", "group", "reservation__customer")
    return rows.select_for_update(of=("reservation", "self"), no_key=True)


def waited_for(dealership: Dealership, code: str) -> Contract:
    """
    The same, by a statement that begins once the loan is locked.

    :raises UnknownReservation: the dealership has no such loan
    :raises NoVehicleAssigned: the loan has no vehicle yet
    """
    lock_reservation(dealership=dealership, code=code)
    found = both(dealership, code).first()
    if found is None:
        raise NoVehicleAssigned
    return found
