"""What can go wrong between the desk and the processor, on request."""

from typing import NoReturn

from sandbox.faults import Fault
from sandbox.processor.errors import Refusal
from sandbox.world import World

BEFORE_THE_KEY = frozenset({"rate_limit", "timeout_before"})
WITH_THE_KEY = frozenset({"error_500_before", "error_500_after", "timeout_after", "slow", "decline"})
ASKS_THE_BANK = frozenset(
    {
        "payment_intents.create",
        "payment_intents.confirm",
        "payment_intents.increment_authorization",
        "setup_intents.create",
        "setup_intents.confirm",
        "checkout.card",
    }
)


class HangUp(Exception):
    """The line goes dead after some seconds, without an answer."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"hangs up after {seconds} s")
        self.seconds = seconds


def fail_early(world: World, operation: str) -> None:
    """Faults that happen before the processor has looked at anything; the key is as unused as before.

    :raises Refusal: rate limit
    :raises HangUp: the request was lost on its way
    """
    fault = world.faults.take("stripe", operation, BEFORE_THE_KEY)
    if fault is None:
        return
    if fault.fault == "timeout_before":
        raise HangUp(fault.seconds)
    _rate_limited()


def _rate_limited() -> NoReturn:
    raise Refusal(
        "Request rate limit exceeded.", status=429, kind="invalid_request_error", code="rate_limit", began=False
    )


def later_fault(world: World, operation: str) -> Fault | None:
    """The fault that shall happen while the call is executed."""
    possible = WITH_THE_KEY if operation in ASKS_THE_BANK else WITH_THE_KEY - {"decline"}
    return world.faults.take("stripe", operation, possible)


def broken() -> Refusal:
    """The processor's own fault: what really happened is unknown to the caller."""
    return Refusal("An unknown error occurred", status=500, kind="api_error")
