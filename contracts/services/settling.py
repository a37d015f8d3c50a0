"""Settle the bill of a finished loan: the hold first, the card for the rest."""

from datetime import datetime

from django.db import transaction

from billing.domain.processor import CardOnFile
from billing.queries import hold_of
from billing.services import settle
from contracts.domain.facts import BillSettled
from contracts.queries import contract
from customers.queries import preferred_card
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish


@transaction.atomic
def settle_contract(*, dealership: Dealership, code: str, charge_later: bool, by: Actor, at: datetime) -> None:
    """
    Ask for what is due, now or later: a hold that is kept is captured before it lapses.

    :raises UnknownContract: there is no such loan
    """
    bill = contract(dealership=dealership, code=code)
    about = bill.reservation.reference
    if bill.invoice is not None and not charge_later:
        card = preferred_card(dealership=dealership, customer=bill.reservation.customer)
        settle(
            dealership=dealership,
            invoice=bill.invoice,
            hold=hold_of(dealership=dealership, about=about),
            card=CardOnFile(
                account=card.account,
                processor_customer=card.processor_customer,
                payment_method=card.payment_method,
                label=str(card),
            )
            if card
            else None,
            by=by,
            at=at,
        )
    publish(BillSettled(code=code), dealership=dealership, at=at, about=about)
