"""
The addresses under which the text gateway reaches a dealership. The public id in them is derived, so that only its
hash has to be kept, and the address can still be told to the gateway with every text.
"""

from django.conf import settings

from dealerships import doorways
from dealerships.models import Dealership
from dealerships.vault import blind_index

KIND = "twilio"


class NoSuchDoorway(Exception):
    """No dealership has this address."""


def public_id(dealership: Dealership) -> str:
    """The unguessable part of the dealership's addresses."""
    return blind_index(KIND, dealership_id=dealership.pk)[:32]


def open_doorway(dealership: Dealership) -> None:
    """Let the gateway in; a second time changes nothing."""
    doorways.open_doorway(dealership=dealership, kind=KIND, key=public_id(dealership))


def dealership_at(public_id: str) -> Dealership:
    """
    :raises NoSuchDoorway: no dealership has this address
    """
    try:
        return doorways.dealership_behind(kind=KIND, key=public_id)
    except doorways.UnknownDoorway as reason:
        raise NoSuchDoorway from reason


def status_address(dealership: Dealership, *, code: str) -> str:
    """Where the gateway reports how one of our texts fares."""
    return f"{settings.BASE_URL}/webhooks/twilio/{public_id(dealership)}/status/?message={code}"


def inbound_address(dealership: Dealership) -> str:
    """Where the gateway posts what guests text back."""
    return f"{settings.BASE_URL}/webhooks/twilio/{public_id(dealership)}/inbound/"
