"""What a guest may choose from: the desk's own answer, or the usual categories while it does not answer."""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sandbox.configuration import Dealership
from sandbox.moments import clock_time, day_and_time
from sandbox.outgoing import get

WAIT_SECONDS = 3


@dataclass(frozen=True, kw_only=True)
class Category:
    """`available` is None where nobody knows."""

    name: str
    models: tuple[str, ...]
    available: int | None = None

    @property
    def full(self) -> bool:
        return self.available is not None and self.available <= 0


@dataclass(frozen=True, kw_only=True)
class Availability:
    categories: tuple[Category, ...]
    said: str
    live: bool

    @property
    def models(self) -> list[str]:
        return sorted({model for category in self.categories for model in category.models})

    def chosen(self, wanted: str) -> str:
        """What the guest wanted, or else the first that is not full."""
        bookable = [each.name for each in self.categories if not each.full]
        known = [each.name for each in self.categories]
        return wanted if wanted in bookable or (wanted in known and not bookable) else (bookable or known or [""])[0]

    def is_full(self, name: str) -> bool:
        return any(each.full for each in self.categories if each.name == name)


USUAL = (
    Category(name="SUV", models=("GX 550", "NX 350h", "RX 350", "TX 350", "UX 300h")),
    Category(name="Sedan", models=("ES 350", "IS 300")),
    Category(name="Electric", models=("RZ 450e",)),
)


def availability(dealership: Dealership, pickup_at: str, dropoff_at: str) -> Availability:
    if not dealership.availability_url:
        return Availability(categories=USUAL, said="The usual categories; the desk has no connection yet.", live=False)
    address = f"{dealership.availability_url}?{urlencode({'pickup_at': pickup_at, 'dropoff_at': dropoff_at})}"
    reply = get(address, {"Authorization": f"Bearer {dealership.availability_token}"}, WAIT_SECONDS)
    if not reply.accepted:
        return Availability(
            categories=USUAL, said="The usual categories; the desk did not answer just now.", live=False
        )
    return _read(json.loads(reply.body), dealership)


def _read(answer: dict[str, Any], dealership: Dealership) -> Availability:
    categories = tuple(
        Category(name=each["category"], models=tuple(each.get("models", ())), available=int(each.get("available", 0)))
        for each in answer.get("categories", [])
    )
    said = f"Live, asked of the desk at {clock_time(time.time(), dealership.time_zone)}."
    if not answer.get("bookable", True):
        opening = answer.get("next_opening") or answer.get("next_opening_at") or ""
        said = f"Closed at these times.{f' Opens {day_and_time(opening)}.' if opening else ''}"
    return Availability(categories=categories or USUAL, said=said, live=bool(categories))
