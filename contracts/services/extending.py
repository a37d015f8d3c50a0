"""Let a contract that is out end later or earlier, where papers, hold and the vehicle's next booking allow it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from billing.domain.hold import hold_for
from contracts.domain import conditions
from contracts.domain.snapshot import HoldStands, Snapshot
from contracts.domain.wording import money_in_words
from contracts.models import Contract
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.queries.agreed import scheduled_usage, terms_agreed
from contracts.queries.frozen import frozen_terms
from contracts.services.locking import lock_contract
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.domain.commitments import TooLong
from fleet.services import VehicleTaken
from kernel.period import PeriodUpsideDown
from reservations.domain.booking import NotBookable
from reservations.services import NotChangeable, change_dropoff

if TYPE_CHECKING:
    from reservations.models import Reservation


class UnableToExtend(Exception):
    """The drop-off can't be then; the message gives every reason, for the advisor."""


@transaction.atomic
def extend_contract(*, dealership: Dealership, code: str, dropoff_at: datetime, by: Actor, at: datetime) -> Contract:
    """
    Move the drop-off of a contract that is out. Reserve days set aside are settled at the finish.

    :raises UnableToExtend: the vehicle is promised to somebody else, a licence, the insurance or the hold ends or is too
        small before then, the loan would be too long, or it is not out
    """
    if dropoff_at <= at:
        raise UnableToExtend("The drop-off must be in the future.")
    contract = lock_contract(dealership=dealership, code=code)
    try:
        change_dropoff(dealership=dealership, code=code, dropoff_at=dropoff_at, by=by, at=at)
    except (VehicleTaken, NotBookable, NotChangeable, PeriodUpsideDown, TooLong) as reason:
        raise UnableToExtend(str(reason)) from reason
    loan = loan_with_everything(dealership=dealership, code=code)
    now = snapshot(dealership=dealership, loan=loan, at=at)
    if reasons := [*_papers(now), *_hold(now, loan)]:
        raise UnableToExtend(" ".join(reasons))
    return contract


def _papers(now: Snapshot) -> Iterator[str]:
    """Licences and insurance run through the new last day."""
    for condition in (conditions.licences, conditions.insurance):
        for missing in condition(now):
            yield str(missing)


def _hold(now: Snapshot, loan: "Reservation") -> Iterator[str]:
    """What is held is as much as the longer loan asks for, under the terms that were signed."""
    if not now.hold_needed:
        return
    asked, held = _asked(loan), now.held_amount if now.hold is HoldStands.ALIVE else Decimal(0)
    if asked > held:
        amounts = money_in_words(asked, now.currency), money_in_words(held, now.currency)
        yield "The hold would have to be {}; {} is held.".format(*amounts)


def _asked(loan: "Reservation") -> Decimal:
    frozen = frozen_terms(loan)
    if frozen is None:
        return Decimal(0)
    terms, contract = terms_agreed(frozen), frozen.contract
    usage = scheduled_usage(contract=contract, loan=loan, terms=terms, covered_days=contract.covered_days)
    return hold_for(terms, usage).amount
