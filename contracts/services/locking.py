"""The contract of a loan, locked after its reservation: the order of locks of every use case."""

from contracts.domain.refusals import NoVehicleAssigned
from contracts.models import Contract
from dealerships.models import Dealership
from reservations.services import lock_reservation


def lock_contract(*, dealership: Dealership, code: str) -> Contract:
    """
    The reservation locked, then its contract, as they are now.

    :raises NoVehicleAssigned: the loan has no vehicle yet
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    rows = Contract.objects.filter(dealership=dealership, reservation=reservation).select_for_update(of=("self",))
    found = rows.select_related("vehicle", "group").first()
    if found is None:
        raise NoVehicleAssigned
    found.reservation, reservation.dealership = reservation, dealership
    return found
