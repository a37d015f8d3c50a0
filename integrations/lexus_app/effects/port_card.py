"""An effect at the card processor: put the card whose token the app sent on file, for the guest's profile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from customers.domain.details import CardDetails
from customers.domain.sources import Source
from customers.queries import cards_at_processor, profile
from customers.services.cards import CardOfAnotherGuest, add_card
from dealerships.domain.effects import NeedsAttention
from dealerships.models import Dealership
from dealerships.services.history import record as write_history
from integrations.lexus_app.partner import LEXUS_APP
from integrations.stripe.client import client, options
from integrations.stripe.errors import Declined, FaultKept, Refused, in_our_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Porting:
    """A token, and the guest whose card it is; ``processor_customer`` is empty for one the processor has not met."""

    account: str
    token: str
    customer: str
    processor_customer: str
    name: str
    email: str

    @property
    def key(self) -> str:
        """Under which the processor knows the request again."""
        return f"lexus-app-card:{self.customer}:{self.token}"


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Porting | None:  # noqa: ARG001 - Outside
    """Whose card it is, unless it is on file."""
    customer = profile(dealership=dealership, code=payload["customer"])
    cards = cards_at_processor(dealership=dealership, customer=customer, account=payload["account"])
    if cards.filter(payment_method=payload["token"]).exists():
        return None
    known = cards.values_list("processor_customer", flat=True).first()
    return Porting(
        account=payload["account"],
        token=payload["token"],
        customer=customer.code,
        processor_customer=known or "",
        name=customer.name,
        email=customer.email,
    )


def call(request: Porting) -> CardDetails | str:
    """
    The card as the processor keeps it, or why it can't be kept.

    :raises TryAgain: the processor did not answer
    :raises NeedsAttention: it does not accept our key
    """
    try:
        with in_our_words():
            return attached(request, request.processor_customer or new_customer(request))
    except (Declined, FaultKept, Refused) as no:
        return str(no)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: CardDetails | str, at: datetime) -> None:
    """
    Put it on file; a token that is no card any more leaves a card to be added.

    :raises NeedsAttention: the card is on file in another profile
    """
    customer = profile(dealership=dealership, code=payload["customer"])
    if isinstance(outcome, str):
        details = {"why": outcome}
        subjects = [customer.reference]
        write_history(
            "card to be added", dealership=dealership, subjects=subjects, by=LEXUS_APP, at=at, details=details
        )
        return
    try:
        add_card(dealership=dealership, customer=customer, card=outcome, source=Source.LEXUS_APP, by=LEXUS_APP, at=at)
    except CardOfAnotherGuest as reason:
        raise NeedsAttention(str(reason)) from reason


def new_customer(request: Porting) -> str:
    """Make the guest known in the dealership's account."""
    details = {"name": request.name, "email": request.email}
    params: Any = {name: value for name, value in details.items() if value}
    return client().v1.customers.create(params, options(account=request.account, key=f"{request.key}:customer")).id


def attached(request: Porting, processor_customer: str) -> CardDetails:
    """Attach the card to the guest there."""
    opts = options(account=request.account, key=f"{request.key}:attach")
    method = client().v1.payment_methods.attach(request.token, {"customer": processor_customer}, opts).to_dict()
    return CardDetails(
        account=request.account,
        processor_customer=processor_customer,
        payment_method=method["id"],
        brand=method["card"]["brand"],
        last_four=method["card"]["last4"],
        expires_month=method["card"]["exp_month"],
        expires_year=method["card"]["exp_year"],
    )
