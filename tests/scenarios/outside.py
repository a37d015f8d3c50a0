"""The world around a scenario: bank, phone and mail box from the sandbox, and workers that act at the given hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from customers.domain.details import CardDetails
from customers.domain.sources import Source
from customers.models import Customer
from customers.services import add_card
from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from dealerships.working import perform
from integrations.stripe.client import client, options
from sandbox.outgoing import post
from tests.situations.clock import at
from tests.situations.staff import manager

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

ACCOUNT_SID, AUTH_TOKEN = "AC" + "5" * 32, "a token of the tests"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HALF_A_MINUTE = timedelta(seconds=30)
MOST_ROUNDS = 50


@dataclass(frozen=True, kw_only=True)
class World:
    """What is around Springfield."""

    sandbox: "RunningSandbox"
    store: Dealership

    def carry_out_effects(self, when: datetime) -> None:
        """Let the workers do all that is due by then, and what follows from it."""
        carry_out_effects(self.store, when)

    def texts(self, phone: str = "+13125550142") -> list[str]:
        """What stands on a guest's phone, oldest first."""
        rows = sorted(self.sandbox.client.messages(), key=lambda row: row["seq"])
        return [row["body"] for row in rows if row["recipient"] == phone and row["direction"] == "outbound-api"]

    def says(self, words: str, *, phone: str = "+13125550142") -> None:
        """The guest texts the dealership's number."""
        body = urlencode({"to": self.store.text_sender, "body": words}).encode()
        post(f"{self.sandbox.address}/phone/{phone}/reply", body, FORM)

    def emails(self, address: str = "avery.quinn@example.com") -> list[dict[str, Any]]:
        """What is in a guest's mail box."""
        return [row for row in self.sandbox.client.emails() if address in row["recipient"]]

    def moved(self) -> list[tuple[str, Decimal]]:
        """What really happened to money, in order, in dollars; what the bank declined did not."""
        ledger = self.sandbox.client.ledger()
        return [(row["operation"], Decimal(row["amount"]) / 100) for row in ledger if row["operation"] != "decline"]

    def card_on_file(self, guest: Customer, token: str = "pm_card_visa") -> None:
        """Let the guest's preferred card be one that the bank knows."""
        account = options(account=self.store.processor_account)
        known = client().v1.customers.create({"name": guest.name}, account)
        method = client().v1.payment_methods.attach(token, {"customer": known.id}, account)
        card = CardDetails(
            account=self.store.processor_account,
            processor_customer=known.id,
            payment_method=method.id,
            brand="visa",
            last_four="4242",
            expires_month=8,
            expires_year=2028,
        )
        add_card(dealership=self.store, customer=guest, card=card, source=Source.GUEST, by=manager(), at=at(2))


def carry_out_effects(store: Dealership, when: datetime) -> None:
    """Perform what is due, and what follows from it; what is put off by seconds is waited for."""
    clock, attempts = when, 0
    while pending := due(store, clock + HALF_A_MINUTE):
        clock = max(clock, *(effect.due_at for effect in pending))
        for effect in pending:
            perform(dealership_id=store.pk, effect_id=effect.pk, clock=stopped_at(clock))
        attempts += 1
        assert attempts < MOST_ROUNDS, f"Effects never end: {[effect.kind for effect in pending]}"


def stopped_at(when: datetime) -> Callable[[], datetime]:
    """A clock that shows one hour."""
    return lambda: when


def due(store: Dealership, when: datetime) -> list[Effect]:
    """The effects that a relay would have handed out by this hour."""
    rows = Effect.objects.filter(dealership=store, state=State.WAITING, due_at__lte=when)
    return list(rows.order_by("due_at", "id"))


def needing_attention(store: Dealership) -> list[str]:
    """What staff read under *needs attention*."""
    rows = Effect.objects.filter(dealership=store, state=State.NEEDS_ATTENTION).order_by("id")
    return [f"{row.kind}: {row.reason}" for row in rows]
