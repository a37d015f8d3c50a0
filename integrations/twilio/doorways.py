"""
The addresses under which the text gateway reaches a dealership. The public id in them is derived, so that only its
hash has to be kept, and the address can still be told to the gateway with every text.
"""

import hashlib

from django.conf import settings

from dealerships.models import Dealership, Doorway
from dealerships.vault import blind_index

KIND = "twilio"


class NoSuchDoorway(Exception):
    """No dealership has this address."""


def public_id(dealership: Dealership) -> str:
    """The unguessable part of the dealership's addresses."""
    return blind_index(KIND, dealership_id=dealership.pk)[:32]


def open_doorway(dealership: Dealership) -> None:
    """Let the gateway in; a second time changes nothing."""
    Doorway.objects.get_or_create(
        kind=KIND, key_hash=key_hash(public_id(dealership)), defaults={"dealership": dealership}
    )


def dealership_at(public_id: str) -> Dealership:
    """
    :raises NoSuchDoorway: no dealership has this address
    """
    doorways = Doorway.objects.select_related("dealership__dealer_group")
    doorway = doorways.filter(kind=KIND, key_hash=key_hash(public_id)).first()
    if doorway is None:
        raise NoSuchDoorway
    return doorway.dealership


def key_hash(public_id: str) -> str:
    """What is kept of a public id."""
    return hashlib.sha256(public_id.encode()).hexdigest()


def status_address(dealership: Dealership, *, code: str) -> str:
    """Where the gateway reports how one of our texts fares."""
    return f"{settings.BASE_URL}/webhooks/twilio/{public_id(dealership)}/status/?message={code}"


def inbound_address(dealership: Dealership) -> str:
    """Where the gateway posts what guests text back."""
    return f"{settings.BASE_URL}/webhooks/twilio/{public_id(dealership)}/inbound/"
