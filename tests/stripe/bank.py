"""The card processor of a test: a sandbox, guests' cards in the store's account, and what it has on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from djmoney.money import Money
from pytest_django.fixtures import Settings

from billing.domain.engine import ENGINE_VERSION
from billing.domain.processor import CardOnFile
from billing.models import Hold, Invoice, Payment
from billing.services import want_hold
from customers.models import Card
from dealerships.domain.actor import Actor
from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from dealerships.working import perform
from integrations.stripe.client import client, options
from tests.situations.staff import manager

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

ABOUT = "contract/LS-7Q4M"
MONEY = ("integrations.stripe.", "billing.")
A_MOMENT = 1.0
"""How many seconds a call may take where one will hang."""
FIVE_MINUTES = timedelta(minutes=5)


@dataclass(kw_only=True)
class Bank:
    """The processor, as Springfield's money sees it; both clocks go forward together."""

    sandbox: "RunningSandbox"
    store: Dealership
    by: Actor
    settings: Settings | None = None
    passed: timedelta = timedelta(0)

    def now(self) -> datetime:
        """What both clocks say."""
        return timezone.now() + self.passed

    def let_pass(self, time: timedelta) -> None:
        """Put both clocks forward, and let the workers do what is due meanwhile."""
        self.passed += time
        self.sandbox.client.advance_clock(time.total_seconds())
        self.work()

    def card(self, token: str = "pm_card_visa") -> CardOnFile:
        """A guest's card on file at the processor."""
        account = options(account=self.store.processor_account)
        customer = client().v1.customers.create({"name": "Avery Quinn"}, account)
        method = client().v1.payment_methods.attach(token, {"customer": customer.id}, account)
        return CardOnFile(
            account=self.store.processor_account,
            processor_customer=customer.id,
            payment_method=method.id,
            label="Visa •• 4242",
        )

    def on_file(self, card: Card) -> CardOnFile:
        """A card as a guest has it on file."""
        return CardOnFile(
            account=card.account,
            processor_customer=card.processor_customer,
            payment_method=card.payment_method,
            label=str(card),
        )

    def fault(self, operation: str, fault: str, *, times: int = 1) -> None:
        """Let something go wrong with the next call; what hangs, hangs longer than we wait from now on."""
        if self.settings is not None:
            self.settings.VENDOR_TIMEOUT_SECONDS = A_MOMENT
        self.sandbox.client.fault("stripe", operation, fault, times=times, seconds=2)

    def moved(self) -> list[tuple[str, Decimal]]:
        """What really happened to money, in order, in dollars."""
        ledger = self.sandbox.client.ledger()
        return [(row["operation"], Decimal(row["amount"]) / 100) for row in ledger]

    def work(self, *, after: timedelta = timedelta(0)) -> None:
        """Let the workers carry out all that is due by then, and what follows from it."""
        carry_out_due(self.store, at=self.now() + after)

    def work_it_out(self) -> None:
        """Let the workers try again, and again, for forty minutes."""
        for time in range(1, 9):
            self.work(after=time * FIVE_MINUTES)

    def hold(self, amount: str, card: CardOnFile | None = None) -> Hold:
        """Ask for a hold, before any worker has seen it."""
        return want_hold(
            dealership=self.store,
            about=ABOUT,
            card=card or self.card(),
            amount=dollars(amount),
            working=f"Deposit for incidentals ${amount}.",
            by=self.by,
            at=self.now(),
        )

    def held(self, amount: str, card: CardOnFile | None = None) -> Hold:
        """A hold that the processor has authorised."""
        hold = self.hold(amount, card)
        self.work()
        hold.refresh_from_db()
        return hold

    def payment(self, kind: str) -> Payment:
        """The newest payment of a kind."""
        return Payment.objects.filter(dealership=self.store, kind=kind).latest("id")

    def billed(self, total: str, *, supplements: Invoice | None = None) -> Invoice:
        """An invoice over this total, whatever it is for."""
        return Invoice.objects.create(
            dealership=self.store,
            number=f"T{Invoice.objects.count() + 1:05d}",
            about=ABOUT,
            supplements=supplements,
            days=1,
            subtotal=dollars(total),
            tax=dollars("0.00"),
            total=dollars(total),
            evidence={},
            engine_version=ENGINE_VERSION,
            issued_at=self.now(),
        )


def dollars(amount: str) -> Money:
    return Money(amount, "USD")


def bank_of(sandbox: "RunningSandbox", store: Dealership, settings: Settings | None = None) -> Bank:
    """The processor, with Riley at our end."""
    return Bank(sandbox=sandbox, store=store, by=manager(), settings=settings)


def carry_out_due(store: Dealership, *, at: datetime) -> None:
    """Perform what is due about money, until nothing more is."""
    while pending := [effect.pk for effect in due(store, at) if effect.kind.startswith(MONEY)]:
        for effect_id in pending:
            perform(dealership_id=store.pk, effect_id=effect_id, clock=lambda: at)


def due(store: Dealership, at: datetime) -> list[Effect]:
    return list(Effect.objects.filter(dealership=store, state=State.WAITING, due_at__lte=at).order_by("due_at", "id"))


def needing_attention(store: Dealership) -> list[str]:
    """What staff read under *needs attention*."""
    effects = Effect.objects.filter(dealership=store, state=State.NEEDS_ATTENTION).order_by("id")
    return [effect.reason for effect in effects]


def event(kind: str, thing: Mapping[str, Any], *, account: str, name: str = "evt_1") -> dict[str, Any]:
    """A webhook's body as the processor publishes it."""
    return {
        "id": name,
        "object": "event",
        "type": kind,
        "account": account,
        "livemode": False,
        "created": int(timezone.now().timestamp()),
        "data": {"object": dict(thing)},
    }
