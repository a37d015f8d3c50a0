"""The kill run: workers die between the processor's answer and our commit, again and again, and money stays right."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from django.utils import timezone
from djmoney.money import Money

from billing.domain.engine import ENGINE_VERSION
from billing.domain.payments import ON_ITS_WAY
from billing.domain.processor import CardOnFile
from billing.models import Invoice, Payment, PaymentState
from billing.queries import hold_of, invoice_of
from billing.services import refund, settle, want_hold
from dealerships.tenancy import as_dealership
from tests.kills.installation import Installation, Worker
from tests.situations.staff import manager

LONGEST_WAIT_SECONDS = 0.050
SETTLED_SECONDS = 0.1
HELD, BILLED, CREDITED = Money("50.00", "USD"), Money("80.25", "USD"), Money("-40.10", "USD")
LEDGER_NAMES = {"hold": "authorise", "cancel": "release"}


@dataclass(kw_only=True)
class KillRun:
    """Loans whose every movement of money is met by a kill, until enough kills fell into the gap."""

    running: Installation
    card: CardOnFile
    seed: int
    tries: int = 0
    in_the_gap: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Begin with one worker at work, and another at hand."""
        self.random = Random(self.seed)
        self.worker, self.spare = self.running.ready_worker(), self.running.ready_worker()
        self.worker.let_in()

    def until(self, enough: int) -> None:
        """Go through loans until that many kills fell between answer and commit."""
        loan = 0
        while self.in_the_gap < enough:
            loan += 1
            for step in (self.hold, self.settle, self.give_back):
                self.killed_at(lambda step=step, about=f"contract/K{loan}": step(about))  # type: ignore[misc]
                if self.in_the_gap >= enough:
                    break

    def killed_at(self, want: Callable[[], object]) -> None:
        """Want something, kill the worker just after the processor has answered, and let another finish the work."""
        with as_dealership(self.running.store):
            want()
        answer = self.running.hear()
        time.sleep(LONGEST_WAIT_SECONDS * self.random.random() ** 3)  # most of them soon: commits are quick
        self.worker.kill()
        self.count(str(answer["idempotency_key"]), str(answer["operation"]))
        self.worker, self.spare = self.spare, self.running.ready_worker()
        self.recover(self.worker)

    def count(self, key: str, operation: str) -> None:
        """A commit that was sent before the kill still ends; after that, what is not known fell into the gap."""
        time.sleep(SETTLED_SECONDS)
        self.tries += 1
        with as_dealership(self.running.store):
            if Payment.objects.get(idempotency_key=key).state != PaymentState.SUCCEEDED:
                self.in_the_gap += 1
                self.by_kind[operation] += 1

    def recover(self, worker: Worker) -> None:
        """Another worker takes over when the leases of the dead one end."""
        worker.let_in()
        self.running.let_leases_end()
        self.running.wait_until(self.all_known, what="Payments are still not known.")
        list(self.running.heard_already())

    def all_known(self) -> bool:
        return not Payment.objects.filter(dealership=self.running.store, state__in=ON_ITS_WAY).exists()

    def hold(self, about: str) -> None:
        want_hold(
            dealership=self.running.store,
            about=about,
            card=self.card,
            amount=HELD,
            working="Deposit.",
            by=manager(),
            at=timezone.now(),
        )

    def settle(self, about: str) -> None:
        """$80.25 due with $50.00 held: a capture of $50.00 and a charge of $30.25."""
        hold = hold_of(dealership=self.running.store, about=about)
        invoice = self.invoice(about, BILLED, None)
        at = timezone.now()
        settle(dealership=self.running.store, invoice=invoice, hold=hold, card=None, by=manager(), at=at)

    def give_back(self, about: str) -> None:
        """$40.10 credited: $30.25 of the charge and $9.85 of the capture go back."""
        self.invoice(about, CREDITED, invoice_of(dealership=self.running.store, about=about))
        refund(dealership=self.running.store, about=about, by=manager(), at=timezone.now())

    def invoice(self, about: str, total: Money, supplements: Invoice | None) -> Invoice:
        return Invoice.objects.create(
            dealership=self.running.store,
            number=f"{Invoice.objects.count() + 1:06d}",
            about=about,
            supplements=supplements,
            days=1,
            subtotal=total,
            tax=Money(0, "USD"),
            total=total,
            evidence={},
            engine_version=ENGINE_VERSION,
            issued_at=timezone.now(),
        )

    def ours(self) -> Counter[tuple[str, str, Decimal]]:
        """Every movement in our rows: what, under which key, how much."""
        with as_dealership(self.running.store):
            rows = Payment.objects.filter(dealership=self.running.store, state=PaymentState.SUCCEEDED)
            return Counter((row.kind, row.idempotency_key, row.amount.amount) for row in rows)

    def theirs(self) -> Counter[tuple[str, str, Decimal]]:
        """The same in the processor's ledger; what a capture lets go by itself has no row of ours."""
        return Counter(
            (LEDGER_NAMES.get(row["operation"], row["operation"]), row["idempotency_key"], Decimal(row["amount"]) / 100)
            for row in self.running.sandbox.client.ledger()
            if row["operation"] != "release" or row["idempotency_key"] not in self.captures()
        )

    def captures(self) -> set[str]:
        ledger = self.running.sandbox.client.ledger()
        return {row["idempotency_key"] for row in ledger if row["operation"] == "capture"}

    def told(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.by_kind.items()))
        return f"seed {self.seed}: {self.in_the_gap} of {self.tries} kills between answer and commit ({kinds})"
