"""The ways in of the Lexus App: the public id in an address, and the token of the availability endpoint."""

from dealerships.doorways import UnknownDoorway, key_hash

__all__ = ["CONNECTION", "TOKEN", "UnknownDoorway", "key_hash"]

CONNECTION = "lexus_app"
TOKEN = "lexus_token"  # noqa: S105 - the kind of a doorway
