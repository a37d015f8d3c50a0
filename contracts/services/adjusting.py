"""Adjust the hold of a contract that is out to its new drop-off, as the signed terms ask (billing.md rule 13)."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from djmoney.money import Money

from billing import services as billing
from billing.domain.hold import Hold, hold_for
from billing.domain.processor import CardOnFile
from contracts.domain.snapshot import HoldStands, Snapshot
from contracts.domain.wording import money_in_words
from contracts.models import Contract
from contracts.queries.agreed import scheduled_usage, terms_agreed
from contracts.queries.frozen import frozen_terms
from contracts.queries.holding import holdable
from contracts.queries.loans import beside
from contracts.queries.people import card_of
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from kernel.lifecycle import IllegalMove

if TYPE_CHECKING:
    from reservations.models import Reservation


class UnableToAdjustHold(Exception):
    """The hold can't follow the new drop-off; the message says why, for the advisor."""


def adjust_hold(*, dealership: Dealership, loan: "Reservation", now: Snapshot, by: Actor, at: datetime) -> None:
    """
    Ask for another hold in place of the one that stands, which is let go once the bank has said yes; where it says no,
    the one that stands stays, and staff are told. A partner can't raise it: nobody told the guest the amount.

    :raises UnableToAdjustHold: see above; or the bank is being asked already, or there is no card
    """
    asked = asked_for(loan)
    if asked is None or not now.hold_needed:
        return
    _refuse_another(loan, now)
    amount = holdable(asked.amount)
    held = now.held_amount if now.hold is HoldStands.ALIVE else None
    if amount == (held or Decimal(0)):
        return
    if by.kind is Kind.PARTNER and amount > (held or Decimal(0)):
        words = money_in_words(amount, now.currency), money_in_words(held or Decimal(0), now.currency)
        raise UnableToAdjustHold("The hold would have to be {}; {} is held.".format(*words))
    _swap(loan, held, Money(amount, dealership.currency), asked.working, dealership=dealership, by=by, at=at)


def asked_for(loan: "Reservation") -> Hold | None:
    """The hold for the loan as scheduled now, under the terms that were signed; None where none were."""
    frozen = frozen_terms(loan)
    if frozen is None:
        return None
    terms, contract = terms_agreed(frozen), frozen.contract
    usage = scheduled_usage(contract=contract, loan=loan, terms=terms, covered_days=contract.covered_days)
    return hold_for(terms, usage)


def _refuse_another(loan: "Reservation", now: Snapshot) -> None:
    if beside(loan, "hold_coming") is not None or now.hold is HoldStands.BEING_ASKED:
        raise UnableToAdjustHold("The bank is being asked for another hold just now. Try again when it has answered.")


def _swap(
    loan: "Reservation", held: Decimal | None, amount: Money, working: str, *, dealership: Dealership, **who: Any
) -> None:
    contract: Contract = loan.contract
    asked: dict[str, Any] = {"dealership": dealership, "amount": amount, "working": working, **who}
    try:
        if contract.hold is not None and held is not None:
            billing.replace_hold(hold=contract.hold, card=card_under(contract), **asked)
        else:
            contract.hold = billing.want_hold(about=loan.reference, card=card_on_file(loan), **asked)
            contract.save(update_fields=["hold"])
    except (billing.CardOfAnotherAccount, billing.HoldStands, IllegalMove) as reason:
        raise UnableToAdjustHold(str(reason)) from reason


def card_under(contract: Contract) -> CardOnFile:
    """The card that the hold of a contract stands on."""
    hold = contract.hold
    assert hold is not None  # noqa: S101 - asked of a contract with a hold
    return CardOnFile(
        account=hold.account,
        processor_customer=hold.processor_customer,
        payment_method=hold.payment_method,
        label=hold.card_label,
    )


def card_on_file(loan: "Reservation") -> CardOnFile:
    """
    The card that the guest prefers.

    :raises UnableToAdjustHold: there is none
    """
    card = card_of(loan.customer)
    if card is None:
        raise UnableToAdjustHold("There is no card on file to hold the amount on. Ask the guest to add one.")
    return CardOnFile(
        account=card.account,
        processor_customer=card.processor_customer,
        payment_method=card.payment_method,
        label=str(card),
    )
