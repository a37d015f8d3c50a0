"""What a staff member may do, per dealership, and the ready-made sets."""

from enum import StrEnum


class Permission(StrEnum):
    """Product: staff member. With none of these one books, starts, finishes, cancels and moves vehicles."""

    ADMIN = "admin"
    ACCOUNTING = "accounting"
    OVERRIDE = "override"
    DO_NOT_RENT = "do_not_rent"
    EMPLOYEES = "employees"
    REPORTS = "reports"
    POSITIONS = "positions"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return LABELS[self]


LABELS = {
    Permission.ADMIN: "Admin",
    Permission.ACCOUNTING: "Accounting",
    Permission.OVERRIDE: "Override",
    Permission.DO_NOT_RENT: "Do Not Rent manager",
    Permission.EMPLOYEES: "Employee manager",
    Permission.REPORTS: "View reports",
    Permission.POSITIONS: "View vehicle positions during contracts",
}

EVERYTHING = frozenset(Permission)

READY_MADE: dict[str, frozenset[Permission]] = {
    "General manager": EVERYTHING,
    "Loaner manager": EVERYTHING - {Permission.EMPLOYEES},
    "Service advisor": frozenset({Permission.DO_NOT_RENT}),
    "Cashier": frozenset({Permission.ACCOUNTING}),
    "Porter": frozenset(),
}


class NotAllowed(Exception):
    """The staff member lacks a permission; the message says which."""


def ready_made_name(permissions: frozenset[Permission], *, service_advisor: bool) -> str:
    """The name of the ready-made set that these make up, or *Custom*."""
    if permissions == READY_MADE["Service advisor"] and service_advisor:
        return "Service advisor"
    names = [name for name, held in READY_MADE.items() if held == permissions and name != "Service advisor"]
    return names[0] if names else "Custom"
