"""The hold: what is authorised on the guest's card before pickup, and how long it lives (billing.md rule 13)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from billing.domain.engine import price
from billing.domain.terms import HoldKind, Terms
from billing.domain.usage import Usage
from kernel.money import in_words, rounded

AUTHORISED_AT_MOST_BEFORE_PICKUP = timedelta(hours=24)
RENEWED_BEFORE_LAPSE = timedelta(hours=24)


class HoldAction(StrEnum):
    """What is asked of the card: to set an amount aside, to prove that it works, or nothing."""

    AUTHORISE = "authorise"
    VERIFY = "verify"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """An amount to hold, the estimate and the deposit in it, and its working in words fit for the guest."""

    action: HoldAction
    amount: Decimal
    estimate: Decimal
    deposit: Decimal
    working: str


def hold_for(terms: Terms, scheduled: Usage) -> Hold:
    """
    Return what to hold for a loan at its scheduled times, with the charges entered before start.

    :raises BadUsage: the usage contradicts the terms
    """
    nothing = rounded(Decimal(0), terms.currency)
    estimate = _estimate(terms, scheduled) if terms.hold.kind in {HoldKind.ESTIMATE, HoldKind.BOTH} else nothing
    deposit = _deposit(terms) if terms.hold.kind in {HoldKind.DEPOSIT, HoldKind.BOTH} else nothing
    if not terms.collect_card:
        return Hold(action=HoldAction.NOTHING, amount=nothing, estimate=nothing, deposit=nothing, working="No hold.")
    amount = estimate + deposit
    return Hold(
        action=HoldAction.AUTHORISE if amount else HoldAction.VERIFY,
        amount=amount,
        estimate=estimate,
        deposit=deposit,
        working=_working(estimate, deposit, terms.currency),
    )


def _estimate(terms: Terms, scheduled: Usage) -> Decimal:
    return price(terms, replace(scheduled, estimate=True)).total


def _deposit(terms: Terms) -> Decimal:
    return rounded(terms.hold.deposit or Decimal(0), terms.currency)


def _working(estimate: Decimal, deposit: Decimal, currency: str) -> str:
    parts = [f"estimate {in_words(estimate, currency)}"] if estimate else []
    parts += [f"deposit for incidentals {in_words(deposit, currency)}"] if deposit else []
    if not parts:
        return "Nothing is held; the card is only verified."
    told = " + ".join(parts)
    return f"{told[0].upper()}{told[1:]}."


def authorised_from(pickup: datetime) -> datetime:
    """Return the earliest instant at which a hold may be authorised."""
    return pickup - AUTHORISED_AT_MOST_BEFORE_PICKUP


def renewal_due(capture_before: datetime) -> datetime:
    """Return when an open contract's hold is renewed, or a later charge captured: 24 hours before it lapses."""
    return capture_before - RENEWED_BEFORE_LAPSE


def still_held(amount: Decimal, capture_before: datetime, at: datetime) -> Decimal:
    """Return what a hold is worth at an instant: a lapsed one counts as nothing."""
    return amount if at < capture_before else amount - amount
