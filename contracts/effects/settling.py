"""After the finish: ask for what is due, in a worker's own transaction, so that nobody at the counter waits for it."""

from datetime import datetime
from typing import Any

from contracts.services.settling import settle_contract
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership


def settle_bill(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """Settle the bill of a contract that was finished; what was settled meanwhile is not asked for again."""
    later = bool(payload["charge_later"])
    settle_contract(dealership=dealership, code=payload["code"], charge_later=later, by=SYSTEM, at=at)
