"""The page of a contract: where it stands, what is missing, what it costs, what was said and done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.queries import payments, unsettled
from contracts.domain.snapshot import Missing
from contracts.queries.bills import Bill, bill_of, issued_bill
from contracts.queries.documents import documents
from contracts.queries.frozen import frozen_terms
from contracts.queries.loans import contract_of, handovers, loan
from contracts.queries.people import card_of, drivers_of, insurance_of, licence_of
from contracts.queries.running import Estimate, cost_so_far, estimate
from contracts.queries.standing import before_start
from dealerships.models import Dealership, Event
from dealerships.queries import history
from reservations.domain.lifecycle import BEFORE_START, Status
from reservations.queries import possible_duplicates

if TYPE_CHECKING:
    from billing.models import Payment
    from contracts.models import Contract, Document, FrozenTerms, Handover
    from customers.models import Card, Customer, Insurance, Licence, Message
    from reservations.models import Reservation

MOST_SHOWN = 25
JOURNEY = (Status.BOOKED, Status.PENDING, Status.STARTED, Status.FINISHED)
MEND = {
    "vehicle": "assign",
    "vehicle_not_staged": "stage",
    "vehicle_dates": "assign",
    "readings": "readings",
    "walk_around": "walk_around",
    "repair_order": "edit",
    "balance": "balance",
    "signature": "signature",
    "hold": "hold",
    "insurance": "insurance",
    "insurance_expired": "insurance",
    "licence": "licence",
    "licence_expired": "licence",
    "licence_expiry": "licence",
    "date_of_birth": "licence",
    "reach": "contact",
    "address": "contact",
    "card": "card",
    "age": "edit",
    "do_not_rent": "customer",
}


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
        """Whether money is still on its way."""
        return self.finished and any(row.state in {"wanted", "sent", "unknown"} for row in self.payments)

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
    def signed(self) -> bool:
        """Whether somebody signed the terms in force."""
        return self.frozen is not None and bool(self.frozen.signatures.all())

    @property
    def version(self) -> int | str:
        """The version of the agreement that was frozen."""
        return self.frozen.agreement_version.number if self.frozen else ""


def _step(status: Status, stands: str) -> Step:
    return Step(label=status.label, status=status.value, stands=stands)


def contract_page(*, dealership: Dealership, code: str, now: datetime) -> ContractPage:
    """
    :raises UnknownContract: no loan of the dealership has this code
    """
    found = loan(dealership=dealership, code=code)
    contract, status = contract_of(found), Status(found.status)
    planned = estimate(dealership=dealership, loan=found) if status in BEFORE_START else None
    missing = before_start(dealership=dealership, loan=found, at=now) if status in BEFORE_START else []
    return ContractPage(
        loan=found,
        contract=contract,
        status=status,
        now=now,
        gaps=[_gap(each, found) for each in missing],
        estimate=planned,
        bill=_bill(dealership, contract, status, planned, now),
        owed=unsettled(dealership=dealership, about=found.reference) if status == Status.FINISHED else None,
        frozen=frozen_terms(found),
        drivers=drivers_of(found),
        handovers=list(handovers(dealership=dealership, contract=contract)) if contract else [],
        payments=list(payments(dealership=dealership, about=found.reference)) if contract else [],
        documents=list(documents(dealership=dealership, code=code)) if contract else [],
        duplicates=list(possible_duplicates(dealership=dealership, reservation=found))
        if status in BEFORE_START
        else [],
        messages=list(
            found.customer.messages.filter(dealership=dealership, about=found.reference).order_by("-pk")[:MOST_SHOWN]
        ),
        events=list(history(dealership=dealership, subject=found.reference)[:MOST_SHOWN]),
    )


def _gap(missing: Missing, found: "Reservation") -> Gap:
    code, _, driver = missing.code.partition(":")
    return Gap(
        missing=missing,
        template=f"contracts/mend/{MEND.get(code, 'customer')}.html",
        customer_code=driver or found.customer.code,
    )


def _bill(
    dealership: Dealership, contract: "Contract | None", status: Status, planned: Estimate | None, now: datetime
) -> Bill | None:
    if planned is not None:
        return bill_of(planned.invoice)
    if contract is None:
        return None
    if contract.invoice is not None:
        return issued_bill(contract.invoice)
    if status == Status.STARTED:
        return bill_of(cost_so_far(dealership=dealership, contract=contract, at=now))
    return None
