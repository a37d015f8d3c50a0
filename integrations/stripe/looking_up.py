"""An effect: read an object at the processor anew, after a webhook about it or when it is time, and write it down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from billing.domain.processor import Answer
from billing.services import apply
from customers.domain.cards import VisitSeen
from customers.queries.card_setups import card_setup_of
from customers.services import card_setup_failed, card_setup_succeeded
from customers.services.cards import CardOfAnotherGuest
from dealerships.domain.effects import NeedsAttention
from dealerships.models import Dealership
from integrations.stripe.card_setup import look_later
from integrations.stripe.client import client, options
from integrations.stripe.errors import Declined, FaultKept, Refused, in_our_words
from integrations.stripe.payloads import intent_answer, refund_answer, setup_answer
from integrations.stripe.vault import StripeCardVault

if TYPE_CHECKING:
    from customers.models import CardSetup


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """Which object, of whose account."""

    reference: str
    account: str


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Look | None:  # noqa: ARG001 - Outside
    """What to read; nothing, when it is of a kind that means nothing here."""
    reference = payload["reference"]
    return Look(reference=reference, account=payload["account"]) if reader(reference) else None


def call(request: Look) -> Answer | VisitSeen | None:
    """
    Read it; None when the account has no such object.

    :raises TryAgain: the processor did not answer
    """
    read = reader(request.reference)
    if read is None:
        return None
    try:
        with in_our_words():
            return read(request)
    except (Declined, FaultKept, Refused):
        return None


def record(
    *, dealership: Dealership, payload: dict[str, Any], outcome: Answer | VisitSeen | None, at: datetime
) -> None:
    """
    Write down how it stands.

    :raises NeedsAttention: the card is on file for somebody else
    """
    if isinstance(outcome, Answer):
        apply(dealership=dealership, answer=outcome, at=at)
    if isinstance(outcome, VisitSeen):
        setup = card_setup_of(dealership=dealership, session=outcome.session)
        if setup is not None:
            note_visit(setup, outcome, dealership=dealership, look=payload.get("look"), at=at)


def note_visit(setup: "CardSetup", seen: VisitSeen, *, dealership: Dealership, look: int | None, at: datetime) -> None:
    """The card goes on file, the visit ended without one, or it is looked at again later."""
    if seen.card is not None:
        try:
            card_setup_succeeded(dealership=dealership, setup_id=setup.pk, card=seen.card, at=at)
        except CardOfAnotherGuest as no:
            raise NeedsAttention(str(no)) from no
    elif seen.reason:
        card_setup_failed(dealership=dealership, setup_id=setup.pk, reason=seen.reason)
    elif look is not None:
        look_later(setup, dealership=dealership, look=look + 1, at=at)


def reader(reference: str) -> Callable[[Look], Answer | VisitSeen] | None:
    """Who can read an object, by the beginning of its name."""
    return READERS.get(reference.partition("_")[0])


def read_intent(look: Look) -> Answer:
    """A hold or a charge."""
    params: Any = {"expand": ["latest_charge"]}
    return intent_answer(
        client().v1.payment_intents.retrieve(look.reference, params, options(account=look.account)).to_dict()
    )


def read_setup_intent(look: Look) -> Answer:
    """The check of a card."""
    params: Any = {}
    return setup_answer(
        client().v1.setup_intents.retrieve(look.reference, params, options(account=look.account)).to_dict()
    )


def read_refund(look: Look) -> Answer:
    """A refund."""
    params: Any = {}
    return refund_answer(client().v1.refunds.retrieve(look.reference, params, options(account=look.account)).to_dict())


def read_session(look: Look) -> VisitSeen:
    """A visit to the card page."""
    return StripeCardVault().look_up(account=look.account, session=look.reference)


READERS: dict[str, Callable[[Look], Answer | VisitSeen]] = {
    "pi": read_intent,
    "seti": read_setup_intent,
    "re": read_refund,
    "pyr": read_refund,
    "cs": read_session,
}
