"""What the page of a contract shows, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from djmoney.money import Money

from contracts.domain.snapshot import Missing
from contracts.queries.bills import Bill
from contracts.queries.frozen import signed
from contracts.queries.loans import beside
from contracts.queries.people import card_of, insurance_of, licence_of
from contracts.queries.running import Estimate
from dealerships.models import Event
from reservations.domain.lifecycle import BEFORE_START, Status

if TYPE_CHECKING:
    from billing.models import Payment
    from contracts.models import Contract, Document, FrozenTerms, Handover
    from customers.domain.suggestions import Differing
    from customers.models import Card, Customer, Insurance, Licence, Message
    from reservations.models import Reservation

JOURNEY = (Status.BOOKED, Status.PENDING, Status.STARTED, Status.FINISHED)
VOIDED_WITHIN = timedelta(minutes=60)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A place on the way from booking to receipt."""

    label: str
    status: str
    stands: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something missing, with the partial that mends it and whose profile it is about."""

    missing: Missing
    template: str
    customer_code: str

    @property
    def stands(self) -> str:
        """Red, or waiting for something else."""
        return "queued" if self.missing.waits else "missing"

    @property
    def override(self) -> str:
        """What staff with the permission may set aside."""
        return str(self.missing.override or "")


@dataclass(frozen=True, kw_only=True)
class ContractPage:
    """Everything that the page shows; what does not apply is None or empty."""

    loan: "Reservation"
    contract: "Contract | None"
    status: Status
    now: datetime
    gaps: Sequence[Gap]
    estimate: Estimate | None
    bill: Bill | None
    owed: Money | None
    frozen: "FrozenTerms | None"
    drivers: "Sequence[Customer]"
    handovers: "Sequence[Handover]"
    payments: "Sequence[Payment]"
    documents: "Sequence[Document]"
    duplicates: "Sequence[Reservation]"
    messages: "Sequence[Message]"
    events: Sequence[Event]
    being_settled: bool = False
    said: "Sequence[Differing]" = ()

    @property
    def before_start(self) -> bool:
        """Booked or pending."""
        return self.status in BEFORE_START

    @property
    def started(self) -> bool:
        """Out with the guest."""
        return self.status == Status.STARTED

    @property
    def finished(self) -> bool:
        """Back and billed."""
        return self.status == Status.FINISHED

    @property
    def no_show(self) -> bool:
        """Nobody came."""
        return self.status == Status.NO_SHOW

    @property
    def just_started(self) -> bool:
        """Whether it can still be voided as a mistake."""
        out = self.contract.actual_pickup_at if self.contract else None
        return self.started and out is not None and self.now - out <= VOIDED_WITHIN

    @property
    def overdue(self) -> bool:
        """Out past the scheduled drop-off."""
        return self.started and self.loan.dropoff_at < self.now

    @property
    def ready(self) -> bool:
        """Whether *Start* is open."""
        return self.status == Status.PENDING and not self.gaps

    @property
    def asking_bank(self) -> bool:
        """Whether the page waits for the hold."""
        hold = self.contract.hold if self.contract else None
        return self.before_start and hold is not None and hold.state in {"wanted", "replacing"}

    @property
    def settling(self) -> bool:
        """Whether money is still on its way, or about to be asked for."""
        coming = any(row.state in {"wanted", "sent", "unknown"} for row in self.payments)
        return self.finished and (coming or self.being_settled)

    @property
    def due_in(self) -> str:
        """How soon it is due back, or how late it is."""
        minutes = abs(int((self.loan.dropoff_at - self.now).total_seconds() // 60))
        words = (
            f"{minutes} min" if minutes < 60 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
        )
        return f"{words} late" if self.overdue else f"Due in {words}"

    @property
    def steps(self) -> list[Step]:
        """The journey; a loan that left it shows where it ended."""
        if self.status not in JOURNEY:
            return [_step(Status.BOOKED, "done"), _step(self.status, "here")]
        here = JOURNEY.index(self.status)
        return [
            _step(status, "done" if place < here else "here" if place == here else "coming")
            for place, status in enumerate(JOURNEY)
        ]

    @property
    def licence(self) -> "Licence | None":
        """The guest's licence."""
        return licence_of(self.loan.customer)

    @property
    def insurance(self) -> "Insurance | None":
        """The guest's insurance."""
        return insurance_of(self.loan.customer)

    @property
    def card(self) -> "Card | None":
        """The card that is held and charged."""
        return card_of(self.loan.customer)

    @property
    def hold_amount(self) -> Money | None:
        """What is to be held before the start."""
        return Money(self.estimate.hold.amount, self.estimate.invoice.currency) if self.estimate else None

    @property
    def hold_coming(self) -> Money | None:
        """What the bank is asked to hold in place of what is held."""
        amount = beside(self.loan, "hold_coming")
        return None if amount is None else Money(getattr(amount, "amount", amount), self.loan.dealership.currency)

    @property
    def signed(self) -> bool:
        """Whether somebody signed the terms in force."""
        return self.frozen is not None and bool(self.frozen.signatures.all())

    @property
    def others_to_sign(self) -> "Sequence[Customer]":
        """The additional drivers who have not signed yet; each can get a link of their own."""
        done = signed(self.frozen, list(self.drivers)) if self.frozen else frozenset()
        return [driver for driver in self.drivers[1:] if driver.code not in done]

    @property
    def version(self) -> int | str:
        """The version of the agreement that was frozen."""
        return self.frozen.agreement_version.number if self.frozen else ""


def _step(status: Status, stands: str) -> Step:
    return Step(label=status.label, status=status.value, stands=stands)
