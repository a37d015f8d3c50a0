"""Let a contract that is out end later or earlier, where papers and the vehicle's next booking allow it."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.domain import conditions
from contracts.domain.messages import extended
from contracts.domain.snapshot import Snapshot
from contracts.models import Contract
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.services.adjusting import UnableToAdjustHold, adjust_hold
from contracts.services.locking import lock_contract
from contracts.services.telling_guests import tell_guest
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from fleet.domain.commitments import TooLong
from fleet.services import VehicleTaken
from kernel.period import PeriodUpsideDown
from reservations.domain.booking import NotBookable
from reservations.services import NotChangeable, change_dropoff

if TYPE_CHECKING:
    from reservations.models import Reservation


class UnableToExtend(Exception):
    """The drop-off can't be then; the message gives every reason, for the advisor."""


@transaction.atomic
def extend_contract(*, dealership: Dealership, code: str, dropoff_at: datetime, by: Actor, at: datetime) -> Contract:
    """
    Move the drop-off of a contract that is out; a worker asks for the hold that the new one needs (`adjusting.py`).
    Reserve days set aside are settled at the finish. The guest is told of a later one, unless a partner moved it.

    :raises UnableToExtend: the vehicle is promised to somebody else, a licence or the insurance ends before then, the
        hold can't follow, the loan would be too long, or it is not out
    """
    if dropoff_at <= at:
        raise UnableToExtend("The drop-off must be in the future.")
    contract = lock_contract(dealership=dealership, code=code)
    try:
        change_dropoff(dealership=dealership, code=code, dropoff_at=dropoff_at, by=by, at=at)
    except (VehicleTaken, NotBookable, NotChangeable, PeriodUpsideDown, TooLong) as reason:
        raise UnableToExtend(str(reason)) from reason
    loan = loan_with_everything(dealership=dealership, code=code)
    now = snapshot(dealership=dealership, loan=loan, at=at)
    if reasons := list(_in_the_way(now)):
        raise UnableToExtend(" ".join(reasons))
    try:
        adjust_hold(dealership=dealership, loan=loan, now=now, by=by, at=at)
    except UnableToAdjustHold as reason:
        raise UnableToExtend(str(reason)) from reason
    if dropoff_at > contract.reservation.dropoff_at and by.kind != Kind.PARTNER:
        _tell_the_guest(loan, at)
    return contract


def _tell_the_guest(loan: "Reservation", at: datetime) -> None:
    """The app tells its guest itself what it moved."""
    dealership = loan.dealership
    said = extended(
        store=dealership.name,
        first_name=loan.customer.first_name,
        model=loan.contract.vehicle.model,
        dropoff_at=loan.dropoff_at,
        zone=dealership.zone,
    )
    tell_guest(dealership=dealership, loan=loan, said=said, at=at)


def _in_the_way(now: Snapshot) -> Iterator[str]:
    """Licences and insurance run through the new last day, and the vehicle's group lends for as long."""
    for condition in (conditions.licences, conditions.insurance, conditions.length):
        for missing in condition(now):
            yield str(missing)
