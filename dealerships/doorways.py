"""Doorways: from a key that the outside knows to the dealership it opens. Only a hash of the key is kept."""

from hashlib import sha256

from dealerships.models import Dealership, Doorway


class UnknownDoorway(Exception):
    """Nothing here is opened by this key."""


class DoorwayOfAnother(Exception):
    """The key opens another dealership already."""


def open_doorway(*, dealership: Dealership, kind: str, key: str) -> None:
    """
    Let whoever knows the key in; a second time changes nothing.

    :raises DoorwayOfAnother: it opens another dealership already
    """
    doorway, _ = Doorway.objects.get_or_create(kind=kind, key_hash=key_hash(key), defaults={"dealership": dealership})
    if doorway.dealership_id != dealership.pk:
        raise DoorwayOfAnother


def close_doorway(*, dealership: Dealership, kind: str, hashed: str) -> None:
    """Let nobody in any more who knows the key of this hash."""
    Doorway.objects.filter(dealership=dealership, kind=kind, key_hash=hashed).delete()


def dealership_behind(*, kind: str, key: str) -> Dealership:
    """
    The dealership that a key opens; read before any scope is entered.

    :raises UnknownDoorway: it opens nothing
    """
    doorways = Doorway.objects.filter(kind=kind, key_hash=key_hash(key)).select_related("dealership")
    doorway = doorways.first()
    if doorway is None:
        raise UnknownDoorway
    return doorway.dealership


def key_hash(key: str) -> str:
    """What is kept of a key: enough to know it again."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
