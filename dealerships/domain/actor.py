"""Who did it: the one value that every use case takes as ``by`` and the history keeps."""

from dataclasses import dataclass, field
from enum import StrEnum

from dealerships.domain.permissions import NotAllowed, Permission


class Kind(StrEnum):
    """What sort of somebody acts."""

    STAFF = "staff"
    GUEST = "guest"
    PARTNER = "partner"
    API = "api"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """
    A name for the history, where they came from, and what they may do.

    ``staff_id`` is the row of the staff member where there is one; ``origin`` an address or a device.
    """

    kind: Kind
    name: str
    origin: str = ""
    staff_id: int | None = None
    permissions: frozenset[Permission] = field(default_factory=frozenset)

    def can(self, permission: Permission) -> bool:
        """Whether the permission is held in this dealership."""
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """
        :raises NotAllowed: the permission is not held in this dealership
        """
        if not self.can(permission):
            raise NotAllowed(f"This needs the permission “{permission.label}”. Ask an admin.")


SYSTEM = Actor(kind=Kind.SYSTEM, name="Loanerdesk", origin="worker")
