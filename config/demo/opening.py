"""Open the demo once: everything in one transaction, so that a half-made demo never exists."""

from datetime import datetime
from random import Random

from django.db import transaction

from config.demo import access, cars, guests, offers, past_year, people, stores, this_week, waiting
from dealerships.domain.actor import Actor, Kind
from dealerships.domain.permissions import EVERYTHING
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership

SEED = 63201
FOUNDERS = Actor(kind=Kind.SYSTEM, name="Demo", origin="set-up", permissions=EVERYTHING)


def is_open() -> bool:
    """Whether the demo's stores are there."""
    return Dealership.objects.exists()


@transaction.atomic
def open_demo(*, at: datetime) -> None:
    """Make both stores with everything in them, and write down how to reach them."""
    group = stores.dealer_group()
    springfield, riverton = stores.springfield(group), stores.riverton(group)
    people.hire({"springfield": springfield, "riverton": riverton})
    furnish(springfield, count=32, first=1, guest_count=44, area_code="217", at=at)
    furnish(riverton, count=10, first=61, guest_count=18, area_code="563", at=at)
    access.write([access.connect(store, by=FOUNDERS, at=at) for store in (springfield, riverton)])
    waiting.hear(springfield, at=at)


@transaction.atomic
def follow_sandbox(*, at: datetime) -> None:
    """Tell the stores where the sandbox's Lexus App is now, where they knew it under another PORT."""
    for store in Dealership.objects.order_by("pk"):
        access.follow(store, by=FOUNDERS, at=at)


def furnish(dealership: Dealership, *, count: int, first: int, guest_count: int, area_code: str, at: datetime) -> None:
    """One store: what it offers, its cars and guests, its past year and this week."""
    random = Random(SEED + first)  # noqa: S311 - the same demo every time
    with as_dealership(dealership):
        offered = offers.furnish(dealership, at=at)
        fleet = cars.park(dealership, offered, count=count, first=first, today=dealership.local(at).date())
        known = guests.invite(dealership, count=guest_count, area_code=area_code, random=random, by=FOUNDERS, at=at)
        past_year.remember(dealership, fleet, known, random=random, at=at)
        this_week.book_week(dealership, offered, fleet, known, random=random, at=at)
