"""Authorise the hold: a step of its own, after every other condition, at most 24 hours before pickup."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from djmoney.money import Money

from billing.domain.processor import CardOnFile
from billing.queries import hold_of, holds
from billing.services import release_hold, want_hold
from contracts.domain.missing import missing_before_hold
from contracts.domain.snapshot import HoldStands, Missing, Snapshot
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.queries.frozen import frozen_terms, shown
from contracts.queries.people import card_of
from contracts.services.locking import lock_contract
from contracts.services.preparing import pending
from dealerships.domain.actor import Actor
from dealerships.models import Dealership

if TYPE_CHECKING:
    from billing.models import Hold
    from reservations.models import Reservation


class UnableToHold(Exception):
    """The hold can't be authorised now; each reason is for the advisor."""

    def __init__(self, *words: str, reasons: list[Missing] | None = None) -> None:
        """Keep every reason."""
        self.reasons = reasons or []
        super().__init__(" ".join(words) or " ".join(str(each) for each in self.reasons))


@transaction.atomic
def authorise_hold(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> "Hold":
    """
    Ask for the hold that the guest signed for; a worker talks to the bank, and pressing twice asks once.

    :raises UnableToHold: something else is missing, it is too early, or nothing is to be held
    :raises NoVehicleAssigned: there is no vehicle yet
    :raises AfterStart: the contract has started
    """
    contract = pending(dealership=dealership, code=code, what="the hold")
    loan = loan_with_everything(dealership=dealership, code=code)
    now = snapshot(dealership=dealership, loan=loan, at=at)
    _refuse(now)
    _let_lapsed_go(dealership, loan, now, by=by, at=at)
    hold = _wanted(dealership, loan, by=by, at=at)
    contract.hold = hold
    contract.save(update_fields=["hold"])
    return hold


def _refuse(now: Snapshot) -> None:
    if not now.hold_needed:
        raise UnableToHold("These settings ask for no hold.")
    if now.hold_stands(now.at):
        raise UnableToHold("The hold is authorised already.")
    if missing := missing_before_hold(now):
        raise UnableToHold(reasons=missing)


def _let_lapsed_go(dealership: Dealership, loan: "Reservation", now: Snapshot, *, by: Actor, at: datetime) -> None:
    """One that stands but holds the wrong amount, or has lapsed, makes way for the right one."""
    standing = hold_of(dealership=dealership, about=loan.reference) if now.hold is HoldStands.ALIVE else None
    if standing is not None:
        release_hold(dealership=dealership, hold=standing, by=by, at=at)


def _wanted(dealership: Dealership, loan: "Reservation", *, by: Actor, at: datetime) -> "Hold":
    card, frozen = card_of(loan.customer), frozen_terms(loan)
    if card is None or frozen is None:
        raise UnableToHold("There is no card on file. Text the guest a link to add one.")
    told = shown(frozen, "hold")
    return want_hold(
        dealership=dealership,
        about=loan.reference,
        card=CardOnFile(
            account=card.account,
            processor_customer=card.processor_customer,
            payment_method=card.payment_method,
            label=str(card),
        ),
        amount=Money(told["amount"], dealership.currency),
        working=told["working"],
        by=by,
        at=at,
    )


@transaction.atomic
def follow_hold(*, dealership: Dealership, code: str, hold_id: int) -> None:
    """
    Let the contract point at the hold that counts now.

    :raises NoVehicleAssigned: the loan has no contract
    """
    contract = lock_contract(dealership=dealership, code=code)
    contract.hold = holds(dealership=dealership, about=contract.reservation.reference).get(pk=hold_id)
    contract.save(update_fields=["hold"])
