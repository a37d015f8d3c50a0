"""What is to be held for a loan, and how its hold stands."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from billing.domain.hold import Hold as ToHold
from billing.domain.hold import HoldAction, hold_for
from billing.domain.payments import SMALLEST_CHARGE, HoldState
from contracts.domain.snapshot import HoldStands
from contracts.models import FrozenTerms
from contracts.queries.agreed import days_to_cover, scheduled_usage, terms_now
from contracts.queries.frozen import shown
from contracts.queries.loans import contract_of
from contracts.queries.people import card_of, collects_card
from dealerships.models import Dealership

if TYPE_CHECKING:
    from billing.models import Hold
    from reservations.models import Reservation

NOTHING = Decimal(0)
STANDS = {
    HoldState.WANTED: HoldStands.BEING_ASKED,
    HoldState.REPLACING: HoldStands.BEING_ASKED,
    HoldState.HELD: HoldStands.ALIVE,
    HoldState.FAILED: HoldStands.DECLINED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """Whether a hold is needed, of how much (None: not known yet), and how the newest one stands."""

    needed: bool
    amount: Decimal | None
    working: str = ""
    stands: HoldStands = HoldStands.NOT_ASKED
    held: Decimal = NOTHING
    capture_before: datetime | None = None
    reason: str = ""
    card_label: str = "the card"


def to_hold(*, dealership: Dealership, loan: "Reservation") -> ToHold | None:
    """What the settings ask to hold for the loan as scheduled; None before a vehicle is assigned."""
    contract = contract_of(loan)
    if contract is None:
        return None
    terms = terms_now(dealership=dealership, loan=loan)
    covered = days_to_cover(dealership=dealership, loan=loan, terms=terms)
    return hold_for(terms, scheduled_usage(contract=contract, loan=loan, terms=terms, covered_days=covered))


def holding(*, loan: "Reservation", wanted: ToHold | None, frozen: FrozenTerms | None, hold: "Hold | None") -> Holding:
    """How the hold stands; frozen terms say its amount, else the settings do."""
    action, amount, working = _asked_for(wanted, frozen)
    card = card_of(loan.customer)
    label = hold.card_label if hold else str(card) if card else "the card"
    return Holding(
        needed=collects_card(loan) and action is not HoldAction.NOTHING,
        amount=amount,
        working=working,
        stands=_stands(hold),
        held=hold.wanted.amount if hold else NOTHING,
        capture_before=hold.capture_before if hold else None,
        reason=hold.reason if hold else "",
        card_label=label,
    )


def _asked_for(wanted: ToHold | None, frozen: FrozenTerms | None) -> tuple[HoldAction | None, Decimal | None, str]:
    if frozen is not None:
        told = shown(frozen, "hold")
        return HoldAction(told["action"]), holdable(Decimal(told["amount"])), told["working"]
    if wanted is None:
        return None, None, ""
    return wanted.action, holdable(wanted.amount), wanted.working


def _stands(hold: "Hold | None") -> HoldStands:
    return STANDS.get(HoldState(hold.state), HoldStands.ENDED) if hold else HoldStands.NOT_ASKED


def holdable(amount: Decimal) -> Decimal:
    """Less than the processor takes is verified, not held."""
    return amount if amount >= SMALLEST_CHARGE else amount - amount
