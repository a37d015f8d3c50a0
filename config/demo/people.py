"""The demo's staff: one of every ready-made permission set, and one who works in both stores."""

from dataclasses import dataclass

from dealerships.domain.permissions import READY_MADE
from dealerships.models import Dealership, Membership, Staff, StaffStatus, User
from dealerships.tenancy import as_dealership

PASSWORD = "loaner desk demo"  # noqa: S105 - printed at every start, for fictional data on one's own machine


@dataclass(frozen=True, kw_only=True)
class Login:
    """Somebody who can sign in to the demo."""

    email: str
    name: str
    permission_set: str
    dealerships: tuple[str, ...]


LOGINS = (
    Login(
        email="dana@loanerdesk.example",
        name="Dana Whitfield",
        permission_set="Loaner manager",
        dealerships=("springfield", "riverton"),
    ),
    Login(
        email="ruth@loanerdesk.example",
        name="Ruth Abernathy",
        permission_set="General manager",
        dealerships=("springfield",),
    ),
    Login(
        email="sam@loanerdesk.example",
        name="Sam Ortega",
        permission_set="Service advisor",
        dealerships=("springfield",),
    ),
    Login(email="casey@loanerdesk.example", name="Casey Lund", permission_set="Cashier", dealerships=("springfield",)),
    Login(email="pat@loanerdesk.example", name="Pat Romero", permission_set="Porter", dealerships=("springfield",)),
    Login(
        email="noor@loanerdesk.example", name="Noor Haddad", permission_set="General manager", dealerships=("riverton",)
    ),
    Login(email="lee@loanerdesk.example", name="Lee Park", permission_set="Service advisor", dealerships=("riverton",)),
)


def hire(stores: dict[str, Dealership]) -> None:
    """Everybody's sign-in, and their row in each store they work in."""
    for login in LOGINS:
        user = User.objects.create_user(login.email, PASSWORD)
        for slug in login.dealerships:
            Membership.objects.create(user=user, dealership=stores[slug])
            with as_dealership(stores[slug]):
                employ(login, user=user, dealership=stores[slug])


def employ(login: Login, *, user: User, dealership: Dealership) -> Staff:
    """Their row in one store."""
    return Staff.objects.create(
        dealership=dealership,
        user=user,
        name=login.name,
        email=login.email,
        status=StaffStatus.ACTIVE,
        service_advisor=login.permission_set == "Service advisor",
        permissions=sorted(READY_MADE[login.permission_set]),
    )
