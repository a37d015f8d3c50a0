"""The processor's errors, turned into ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import stripe

from dealerships.domain.effects import NeedsAttention, TryAgain

SILENT = "The card processor did not answer. What happened is asked for again shortly."
BUSY = "The card processor is busy. This is tried again shortly."
NO_KEY = "The card processor does not accept our key for this dealership's account. An admin must look at it."
NO_MATCH = "The card processor has another request under this key. Somebody must compare both records."
DECLINES = {
    "insufficient_funds": "There are not enough funds on the card.",
    "expired_card": "The card has expired.",
    "incorrect_cvc": "The security code of the card is wrong.",
    "processing_error": "The bank could not process the card just now. Try again in a little while.",
    "authentication_required": "The bank wants the guest to confirm this payment in person. Use another card.",
    "card_not_supported": "The card does not allow this kind of payment.",
    "card_velocity_exceeded": "The card is over its limit.",
    "currency_not_supported": "The card does not allow this currency.",
}
DECLINED = "The bank declined the card. Ask the guest for another one."
"""Also said of lost and stolen cards: why is the bank's to tell, and only to its customer."""


class Declined(Exception):
    """The bank said no; ``reference`` names what was tried."""

    def __init__(self, reason: str, *, reference: str) -> None:
        super().__init__(reason)
        self.reference = reference


class Refused(Exception):
    """The processor will not do it as things stand there."""


class FaultKept(Exception):
    """The processor keeps a fault for this key, and would only ever repeat it."""


@contextmanager
def in_our_words() -> Iterator[None]:
    """
    :raises Declined: the bank said no
    :raises Refused: the processor will not do it
    :raises FaultKept: the key only repeats a fault
    :raises TryAgain: no answer, a fault, or too many calls: what happened is not known
    :raises NeedsAttention: our key or our records are wrong
    """
    try:
        yield
    except stripe.CardError as error:
        raise Declined(decline_in_words(error), reference=intent_of(error)) from error
    except stripe.IdempotencyError as error:
        raise NeedsAttention(NO_MATCH) from error
    except stripe.InvalidRequestError as error:
        raise Refused(f"The card processor refused: {error.user_message or error}") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise NeedsAttention(NO_KEY) from error
    except stripe.RateLimitError as error:
        raise TryAgain(BUSY, after=wished_pause(error)) from error
    except stripe.StripeError as error:
        if header(error, "Idempotent-Replayed") == "true":
            raise FaultKept(SILENT) from error
        raise TryAgain(SILENT) from error


def decline_in_words(error: stripe.CardError) -> str:
    """Why, in words that an advisor may say aloud."""
    detail = error.error
    codes = [detail.decline_code, detail.code] if detail else [error.code]
    return next((DECLINES[code] for code in codes if code in DECLINES), DECLINED)


def intent_of(error: stripe.CardError) -> str:
    """The processor's name of the intent that was declined."""
    detail = error.error
    intent = (detail.payment_intent or detail.setup_intent) if detail else None
    return intent.id if intent else ""


def wished_pause(error: stripe.StripeError) -> timedelta | None:
    """How long the processor asked us to wait, if it did."""
    seconds = header(error, "Retry-After")
    return timedelta(seconds=int(seconds)) if seconds.isdigit() else None


def header(error: stripe.StripeError, name: str) -> str:
    """A header of the answer, whatever its case."""
    headers = {key.lower(): value for key, value in (error.headers or {}).items()}
    return str(headers.get(name.lower(), ""))
