"""The one door to Stripe: our key, the dealership's account, a time-out, and no repeating behind our back."""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from stripe import RequestOptions, StripeClient

TOLERANCE_SECONDS = 300


def client() -> "StripeClient":
    """The library's client, pointed where the settings say; one per process, so that connections are kept."""
    return _client(settings.STRIPE_API_KEY, settings.STRIPE_API_BASE, settings.VENDOR_TIMEOUT_SECONDS)


@cache
def _client(key: str, base: str, seconds: float) -> "StripeClient":
    import stripe  # noqa: PLC0415 - takes half a second, and pages never need it

    addresses = {"api": base, "files": base, "connect": base, "meter_events": base}
    return stripe.StripeClient(
        key,
        base_addresses=addresses,  # type: ignore[arg-type] # the prefix of the path is kept
        max_network_retries=0,
        http_client=stripe.new_default_http_client(timeout=seconds),
    )


def options(*, account: str, key: str = "") -> "RequestOptions":
    """A direct charge on the dealership's own account, under an idempotency key of ours."""
    chosen: RequestOptions = {"stripe_account": account}
    return {**chosen, "idempotency_key": key} if key else chosen


def is_genuine(body: bytes, signature: str) -> bool:
    """Whether the processor signed these bytes, and lately."""
    from stripe import SignatureVerificationError, WebhookSignature  # noqa: PLC0415 - as above

    try:
        WebhookSignature.verify_header(body, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS)
    except (SignatureVerificationError, UnicodeDecodeError):
        return False
    return True
