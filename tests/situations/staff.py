"""Who works at the counter. `dana` and `riley` are rows; the others are only actors."""

from functools import cache

from django.contrib.auth.hashers import make_password

from dealerships.domain.actor import Actor, Kind
from dealerships.domain.permissions import READY_MADE
from dealerships.models import Dealership, Membership, Staff, StaffStatus, User

PASSWORD = "correct horse battery staple"
COUNTER = "counter PC"


def dana(dealership: Dealership) -> Staff:
    """Dana Whitfield, a service advisor who can sign in."""
    return staff_member(dealership, name="Dana Whitfield", email="dana@springfield.example", role="Service advisor")


def riley(dealership: Dealership) -> Staff:
    """Riley Okafor, the general manager, who can sign in."""
    return staff_member(dealership, name="Riley Okafor", email="riley@springfield.example", role="General manager")


def staff_member(dealership: Dealership, *, name: str, email: str, role: str) -> Staff:
    """An active staff member with a ready-made set of permissions; signs in with `PASSWORD`."""
    user = User.objects.filter(email=email).first() or User.objects.create(email=email, password=hashed())
    Membership.objects.create(user=user, dealership=dealership)
    return Staff.objects.create(
        dealership=dealership,
        user=user,
        name=name,
        email=email,
        status=StaffStatus.ACTIVE,
        service_advisor=role == "Service advisor",
        permissions=sorted(READY_MADE[role]),
    )


@cache
def hashed() -> str:
    """The hash of `PASSWORD`, made once: to make it is slow on purpose."""
    return make_password(PASSWORD)


def manager() -> Actor:
    """Riley, who may do everything."""
    return actor("Riley Okafor", "General manager")


def cashier() -> Actor:
    """Casey, who may charge, credit, refund and void."""
    return actor("Casey Lund", "Cashier")


def porter() -> Actor:
    """Pat, who has no permission beyond the counter's ordinary work."""
    return actor("Pat Romero", "Porter")


def actor(name: str, role: str) -> Actor:
    """Somebody at the counter PC with a ready-made set of permissions."""
    return Actor(kind=Kind.STAFF, name=name, origin=COUNTER, permissions=READY_MADE[role])
