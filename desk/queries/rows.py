"""A loan as a row of a list: how it stands, what car, what it comes to, what comes next."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import QuerySet
from djmoney.money import Money

from reservations.domain.lifecycle import BEFORE_START, OPEN, Status

if TYPE_CHECKING:
    from fleet.models import Vehicle
    from reservations.models import Reservation

JOINS = "SELECT set_config('join_collapse_limit', %s, true)"
WITH_EVERYTHING = ("customer", "category", "group", "program", "advisor", "contract__vehicle", "contract__invoice")


@dataclass(frozen=True, kw_only=True)
class LoanRow:
    """A reservation and what a list says of it; ``stands`` is its status, or *overdue*."""

    reservation: "Reservation"
    stands: str
    late: timedelta | None = None
    vehicle: "Vehicle | None" = None
    total: Money | None = None
    missing: int | None = None

    def is_called(self, words: str) -> bool:
        """Whether the words are its code or its Reservation ID."""
        return words.upper() in {self.reservation.code, self.reservation.external_id.upper()}

    @property
    def ready(self) -> bool:
        """Whether nothing is missing before the start."""
        return self.missing == 0

    @property
    def missing_words(self) -> str:
        """How much is."""
        return "1 thing missing" if self.missing == 1 else f"{self.missing} things missing"

    @property
    def label(self) -> str:
        """The words beside the shape."""
        if self.late is None:
            return Status(self.reservation.status).label
        return f"Overdue {in_short(self.late)}"

    @property
    def lateness(self) -> str:
        """17 h late."""
        return "" if self.late is None else f"{in_short(self.late)} late"

    @property
    def wish(self) -> str:
        """The booked vehicle, where no car is assigned yet."""
        category = self.reservation.category
        return category.name if category else self.reservation.preferred_model or "Any vehicle"

    @property
    def origin(self) -> str:
        """What tells this loan from others: the partner's id, or the repair order, or that they walked in."""
        if self.from_app:
            return f"Lexus App, {self.reservation.external_id}".rstrip(", ")
        return f"RO {self.reservation.repair_order}" if self.reservation.repair_order else "Walk-in"

    @property
    def from_app(self) -> bool:
        """Whether a partner's app booked it."""
        return self.reservation.channel == "lexus_app"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.reservation.status in OPEN

    @property
    def step(self) -> str:
        """The next action, as the button says it."""
        if self.reservation.status in BEFORE_START:
            return "Assign" if self.vehicle is None else "Start" if self.ready else "Open"
        return "Finish" if self.reservation.status == Status.STARTED else "Open"

    @property
    def step_route(self) -> str:
        """Where that button leads."""
        return {"Assign": "assign", "Finish": "finish"}.get(self.step, "contract")


def rows(reservations: "Iterable[Reservation]", *, now: datetime) -> list[LoanRow]:
    """Them as rows; read with ``select_related(*WITH_EVERYTHING)``, so that no row asks for more."""
    with joined_as_written() if isinstance(reservations, QuerySet) else nullcontext():
        return [row(reservation, now=now) for reservation in reservations]


@contextmanager
def joined_as_written() -> Iterator[None]:
    """
    Join one table after the other, as the ORM wrote them, where a read is not prepared.

    Every join of a loan is by a key of its own, so that no other order is better; to look for one takes PostgreSQL
    longer than to answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(JOINS, ["1"])
        yield
        cursor.execute(JOINS, ["8"])


def row(reservation: "Reservation", *, now: datetime) -> LoanRow:
    """One of them."""
    contract = getattr(reservation, "contract", None)
    overdue = reservation.status == Status.STARTED and reservation.dropoff_at < now
    return LoanRow(
        reservation=reservation,
        stands="overdue" if overdue else reservation.status,
        late=now - reservation.dropoff_at if overdue else None,
        vehicle=contract.vehicle if contract is not None and reservation.status != Status.BOOKED else None,
        total=contract.invoice.total if contract is not None and contract.invoice else None,
    )


def in_short(span: timedelta) -> str:
    """35 min, 17 h, 3 days."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
