"""A sandbox of one's own for each test, a desk that listens, and the vendors' real libraries pointed there."""

from collections.abc import Iterator
from typing import Any

import pytest
import stripe
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from sandbox.testing import RunningSandbox
from tests.sandbox.desk import Desk, listening

SPRINGFIELD = "acct_1Springfield"
SHELBYVILLE = "acct_1Shelbyville"
API_KEY = "sk_test_loaners"
CARD_SECRET = "whsec_cards"
ACCOUNT_SID = "AC00000000000000000000000000000001"
AUTH_TOKEN = "texts-token"
NUMBER = "+12175550100"
SIGNING_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
OUTBOUND_SECRET = "whsec_YWJjZGVmMDEyMzQ1Njc4OTAxMjM0NTY3"


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    server = listening(desk)
    yield desk
    server.shutdown()
    server.server_close()


@pytest.fixture
def config(desk: Desk) -> dict[str, Any]:
    return {
        "address": desk.address,
        "dealerships": [
            {
                "slug": "springfield",
                "name": "Lexus of Springfield",
                "dealer_code": "63201",
                "time_zone": "America/Chicago",
                "lexus_app": {
                    "webhook_url": f"{desk.address}/webhooks/lexus-app",
                    "signing_secret": SIGNING_SECRET,
                    "outbound_secret": OUTBOUND_SECRET,
                    "availability_url": f"{desk.address}/availability",
                    "availability_token": "look-only",
                },
                "stripe": {"account": SPRINGFIELD},
                "texts": {"from": NUMBER, "inbound_url": f"{desk.address}/inbound"},
            },
            {"slug": "shelbyville", "dealer_code": "63202", "stripe": {"account": SHELBYVILLE}},
        ],
        "stripe": {"api_key": API_KEY, "webhook_url": f"{desk.address}/stripe", "webhook_secret": CARD_SECRET},
        "twilio": {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN},
        "something_else": "is ignored",
    }


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with RunningSandbox(tmp_path_factory.mktemp("world"), {}) as running:
        yield running


@pytest.fixture
def sandbox(started: RunningSandbox, config: dict[str, Any]) -> RunningSandbox:
    """The running sandbox as if just installed, serving this test's dealerships."""
    started.configure(config)
    started.client.reset()
    return started


def card_client(base: str, key: str = API_KEY, *, account: str | None = SPRINGFIELD) -> Any:
    return stripe.StripeClient(
        key,
        stripe_account=account,
        base_addresses={"api": base, "files": base, "connect": base, "meter_events": base},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=2),
    )


@pytest.fixture
def cards(sandbox: RunningSandbox) -> Any:
    return card_client(sandbox.stripe_base)


class Rerouted(TwilioHttpClient):  # type: ignore[misc]  # the library tells no types
    """The vendor's client with another scheme, host and prefix, as the application uses it."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=2)
        self.base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self.base), *args, **kwargs)


@pytest.fixture
def texts(sandbox: RunningSandbox) -> Any:
    return Client(ACCOUNT_SID, AUTH_TOKEN, http_client=Rerouted(sandbox.twilio_base))


@pytest.fixture
def robin(cards: Any) -> Any:
    return cards.v1.customers.create({"name": "Robin Castell"})


@pytest.fixture
def visa(cards: Any, robin: Any) -> Any:
    return cards.v1.payment_methods.attach("pm_card_visa", {"customer": robin.id})
