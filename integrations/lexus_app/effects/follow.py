"""Staff took what the app says, or a guest was erased: what the app said of a profile is brought to that."""

from datetime import datetime
from typing import Any

from customers.queries import UnknownCustomer, duplicate, profile
from dealerships.models import Dealership
from integrations.lexus_app.memory import memory_of
from integrations.lexus_app.models import PartnerGuest, PartnerProfile
from integrations.lexus_app.porting import PARTS


def suggestion_taken(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:  # noqa: ARG001 - a subscriber
    """That part of the profile follows the app from now on."""
    name = next(name for name, part in PARTS.items() if part == payload["part"])
    customer = profile(dealership=dealership, code=payload["customer"])
    with memory_of(dealership=dealership, customer=customer) as memory:
        memory.take(name)


def guest_erased(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:  # noqa: ARG001 - a subscriber
    """Nothing that the app said of them stays; the same guest of the app is a new one."""
    try:
        customer = duplicate(dealership=dealership, code=payload["customer"])
    except UnknownCustomer:
        return  # not even the empty profile is there
    PartnerGuest.objects.filter(dealership=dealership, customer=customer).delete()
    PartnerProfile.objects.filter(dealership=dealership, customer=customer).delete()
