"""The way in: from the public id in an address, or a bearer token, to the dealership and its connection."""

from hashlib import sha256

from dealerships.models import Dealership, Doorway

CONNECTION = "lexus_app"
TOKEN = "lexus_token"  # noqa: S105 - the kind of a doorway


class UnknownDoorway(Exception):
    """Nothing here is reached by this key."""


def dealership_behind(kind: str, key: str) -> Dealership:
    """
    The dealership that a key opens; read before any scope is entered.

    :raises UnknownDoorway: the key opens nothing
    """
    doorways = Doorway.objects.filter(kind=kind, key_hash=key_hash(key)).select_related("dealership")
    doorway = doorways.first()
    if doorway is None:
        raise UnknownDoorway
    return doorway.dealership


def key_hash(key: str) -> str:
    """What is stored of a key: enough to know it again."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
