"""Whose account it is: the only way from the processor's name of a dealership to ours."""

from datetime import datetime

from django.db import transaction

from dealerships import doorways
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record

KIND = "stripe_account"


class AccountOfAnotherDealership(Exception):
    """One account belongs to one dealership."""

    def __init__(self) -> None:
        super().__init__("This payment account is connected to another dealership.")


@transaction.atomic
def connect_account(*, dealership: Dealership, account: str, by: Actor, at: datetime) -> None:
    """
    Take the dealership's money through this account from now on.

    :raises dealerships.domain.permissions.NotAllowed: *Admin* is needed
    :raises AccountOfAnotherDealership: it is connected elsewhere
    """
    by.must(Permission.ADMIN)
    dealership.processor_account = account
    dealership.save(update_fields=["processor_account"])
    open_doorway(dealership)
    record(
        "payment account connected",
        dealership=dealership,
        subjects=["settings"],
        by=by,
        at=at,
        details={"account": account},
    )


def open_doorway(dealership: Dealership) -> None:
    """
    Let webhooks about the dealership's account in; a second time changes nothing.

    :raises AccountOfAnotherDealership: it is connected elsewhere
    """
    try:
        doorways.open_doorway(dealership=dealership, kind=KIND, key=dealership.processor_account)
    except doorways.DoorwayOfAnother as reason:
        raise AccountOfAnotherDealership from reason


def dealership_of(account: str) -> Dealership | None:
    """The dealership whose account it is, or None where nobody's here."""
    try:
        return doorways.dealership_behind(kind=KIND, key=account)
    except doorways.UnknownDoorway:
        return None
