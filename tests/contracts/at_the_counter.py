"""One loan at the counter of Springfield, brought as far as a test needs it; the bank answers without a bank."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from billing.domain.processor import Answer, Standing
from billing.models import Hold, Payment
from billing.services import apply
from contracts.domain.handback import Handback
from contracts.domain.snapshot import Missing
from contracts.models import Contract, FrozenTerms
from contracts.queries import before_start, contract, terms_in_force
from contracts.queries import loan as loan_with_everything
from reservations.models import Reservation
from tests.scenarios.counter_work import FULL, Work
from tests.situations import Counter, at, book_for_group

PICKUP, DROPOFF = at(9), at(12)
BEFORE_PICKUP = at(9, 8, 45)
ON_TIME = Handback(at=DROPOFF, odometer=12_204, fuel=FULL)
"""200 of 300 miles driven, and full: $145.80 are due, which is what was held."""


@dataclass(frozen=True, kw_only=True)
class Loan:
    """Avery's loan and the people at the counter."""

    desk: Counter
    code: str

    @property
    def work(self) -> Work:
        """The counter's steps, by Dana."""
        return Work(store=self.desk.store, code=self.code, by=self.desk.advisor)

    @property
    def about(self) -> str:
        """The loan's public reference."""
        return f"contract/{self.code}"

    @property
    def row(self) -> Reservation:
        """The reservation as it stands."""
        return Reservation.objects.get(dealership=self.desk.store, code=self.code)

    @property
    def contract(self) -> Contract:
        """The contract as it stands."""
        return contract(dealership=self.desk.store, code=self.code)

    @property
    def frozen(self) -> FrozenTerms | None:
        """The terms in force."""
        return terms_in_force(dealership=self.desk.store, contract=self.contract)

    def missing(self, when: datetime = BEFORE_PICKUP) -> list[Missing]:
        """What the page lists before the start."""
        found = loan_with_everything(dealership=self.desk.store, code=self.code)
        return before_start(dealership=self.desk.store, loan=found, at=when)

    def codes(self, when: datetime = BEFORE_PICKUP) -> list[str]:
        """The same by their codes."""
        return [each.code for each in self.missing(when)]

    def signed(self) -> "Loan":
        """RX 350 assigned, read and walked around, terms signed."""
        self.work.assign(self.desk.rx_350, at(9, 8, 31))
        self.work.read_out(12_004, FULL, at(9, 8, 32))
        self.work.sign(self.desk.avery, at(9, 8, 40))
        return self

    def ready(self) -> "Loan":
        """Signed, and the hold authorised."""
        self.signed()
        self.work.hold(at(9, 8, 42))
        self.bank_says_yes(at(9, 8, 43))
        return self

    def started(self) -> "Loan":
        """On the road since Monday, 9:00."""
        self.ready()
        self.work.start(PICKUP)
        return self

    def bank_says_yes(self, when: datetime) -> None:
        """The bank holds what was asked for, for a week."""
        payment = Payment.objects.filter(dealership=self.desk.store, about=self.about, kind="authorise").latest("id")
        answer = Answer(
            standing=Standing.HELD,
            payment=payment.idempotency_key,
            reference=f"pi_{payment.pk}",
            amount=payment.amount.amount,
            capture_before=when + timedelta(days=7),
        )
        apply(dealership=self.desk.store, answer=answer, at=when)

    def holds(self) -> list[tuple[str, Decimal]]:
        """Every hold of the loan: how it stands, and its amount."""
        rows = Hold.objects.filter(dealership=self.desk.store, about=self.about).order_by("id")
        return [(row.state, row.wanted.amount) for row in rows]


def loan_for_group(desk: Counter) -> Loan:
    """Booked from the group."""
    return Loan(desk=desk, code=book_for_group(desk).code)
