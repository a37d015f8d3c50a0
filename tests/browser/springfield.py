"""Lexus of Springfield for the browser: its clock stands at about ten in the morning, whenever the test runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from djmoney.money import Money

from config.demo.access import connect
from dealerships.tenancy import as_dealership
from tests.situations import Counter, counter, manager
from tests.situations import springfield as lexus_of_springfield

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

MORNING = 10


@dataclass(frozen=True, kw_only=True)
class Springfield:
    """The running store: where its pages are, where the outside world is."""

    url: str
    sandbox: "RunningSandbox"
    desk: Counter

    @property
    def pickup(self) -> datetime:
        """In a quarter of an hour, on the store's clock."""
        return self.desk.store.local(timezone.now() + timedelta(minutes=15))

    @property
    def dropoff(self) -> datetime:
        """Three days later."""
        return self.pickup + timedelta(days=3)


def open_store(sandbox: "RunningSandbox", url: str) -> Springfield:
    """The rows, committed; the doorways, open; the sandbox told where they are."""
    store = lexus_of_springfield()
    store.time_zone = zone_where_it_is_morning()
    store.opening_hours = ["00:00-23:59"] * 7
    store.save()
    with as_dealership(store):
        desk = counter(store)
        ask_for_a_deposit(desk)
    known = connect(store, by=manager(), at=timezone.now())
    sandbox.configure(
        {
            "address": url,
            "dealerships": [known],
            "stripe": {
                "api_key": settings.STRIPE_API_KEY,
                "webhook_url": f"{url}/webhooks/stripe/",
                "webhook_secret": settings.STRIPE_WEBHOOK_SECRET,
            },
            "twilio": {"account_sid": settings.TWILIO_ACCOUNT_SID, "auth_token": settings.TWILIO_AUTH_TOKEN},
        }
    )
    return Springfield(url=url, sandbox=sandbox, desk=desk)


def zone_where_it_is_morning() -> str:
    """Today's pickups stay today's, however late the test runs."""
    ahead = (MORNING - timezone.now().hour + 12) % 24 - 12
    return "Etc/GMT" if ahead == 0 else f"Etc/GMT{-ahead:+d}"


def ask_for_a_deposit(desk: Counter) -> None:
    """The RX 350 costs nothing a day here, so that the hold is a deposit of $50.00."""
    recovery = desk.program.cost_recovery
    recovery.hold_kind, recovery.deposit = "both", Money("50.00", "USD")
    recovery.save()
