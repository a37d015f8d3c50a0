"""Undo a change of groups and programs, for the vehicles that nobody changed again since."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.domain.membership import Membership
from fleet.domain.standings import membership_from
from fleet.models import Regrouping
from fleet.services.memberships import GroupRemoved, lock_groups
from fleet.services.regrouping import ChangedSince, Moved, carried_out


class NothingToUndo(Exception):
    """The change was undone already, or there never was one."""

    def __init__(self) -> None:
        super().__init__("This was undone already.")


@transaction.atomic
def put_back(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> Moved:
    """
    Undo a change, for the vehicles that nobody changed again since.

    :raises NothingToUndo: it was undone already
    """
    kept = Regrouping.objects.select_for_update().filter(dealership=dealership, code=code).first()
    if kept is None or kept.undone_at is not None:
        raise NothingToUndo
    before = {vin: membership_from(each) for vin, each in kept.before.items()}
    after = {vin: membership_from(each) for vin, each in kept.after.items()}
    wanted = {group for each in before.values() for group in each.everywhere}
    in_use = lock_groups(dealership=dealership, keys=wanted).keys()

    def decide(vin: str, now: Membership) -> Membership:
        if now != after[vin]:
            raise ChangedSince
        if before[vin].everywhere - in_use:
            raise GroupRemoved
        return before[vin]

    kept.undone_at = at
    kept.save(update_fields=["undone_at"])
    return carried_out(dealership, list(before), decide, by=by, at=at)
