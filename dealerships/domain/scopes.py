"""What a token of the API may do; each scope stands alone."""

from enum import StrEnum

from dealerships.domain.permissions import Permission


class Scope(StrEnum):
    """
    *read* looks; *book* makes guests and reservations; *counter* assigns, starts and finishes; *accounting* adds what
    staff need the permission of that name for; *fleet* adds, changes, imports and disposes of vehicles; *positions* is
    for the devices in the cars, which do nothing else.
    """

    READ = "read"
    BOOK = "book"
    COUNTER = "counter"
    ACCOUNTING = "accounting"
    FLEET = "fleet"
    POSITIONS = "positions"


EVERY_SCOPE = tuple(Scope)
PERMISSIONS = {Scope.ACCOUNTING: Permission.ACCOUNTING}


def permissions_of(scopes: frozenset[Scope]) -> frozenset[Permission]:
    """What the use cases let a token with these scopes do beyond the counter's ordinary work."""
    return frozenset(PERMISSIONS[scope] for scope in scopes if scope in PERMISSIONS)
