"""Mark a contract whose vehicle was moved to another group or program since it was assigned."""

from django.db import transaction

from contracts.domain.marks import Whereabouts, mark
from contracts.models import Contract
from contracts.services.locking import lock_contract
from dealerships.models import Dealership
from fleet.queries import vehicle as vehicle_with
from fleet.queries.standings import memberships


@transaction.atomic
def mark_contract(*, dealership: Dealership, code: str) -> Contract:
    """
    Look where its vehicle is now, and say so on the contract; one that is back where it was is unmarked.

    :raises NoVehicleAssigned: there is none
    """
    contract = lock_contract(dealership=dealership, code=code)
    contract.mark = mark(_whereabouts(dealership, contract))
    contract.save(update_fields=["mark"])
    return contract


def _whereabouts(dealership: Dealership, contract: Contract) -> Whereabouts:
    vehicle = vehicle_with(dealership=dealership, vin=contract.vehicle.vin)
    where = memberships(dealership=dealership, vins=[vehicle.vin])[vehicle.vin]
    program = contract.reservation.program
    return Whereabouts(
        vehicle=vehicle.plate or vehicle.vin,
        home=vehicle.home_group.name,
        group=contract.group.name,
        in_group=contract.group_id in where.everywhere,
        at_home_in_group=contract.group_id == where.home,
        program=program.title if program else "",
        in_program=program is not None and program.pk in where.programs,
    )
