"""Usage: what happened between pickup and drop-off."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from billing.domain.sound_usage import refuse_unsound_usage


class Energy(StrEnum):
    """What a vehicle runs on; a plug-in hybrid counts as liquid (billing.md rule 5)."""

    LIQUID = "liquid"
    ELECTRIC = "electric"
    PLUG_IN_HYBRID = "plug_in_hybrid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What the dashboard says: distance so far, and the level of tank or battery from 0 to 1."""

    odometer: Decimal | int | None = None
    fuel: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOver:
    """
    A vehicle on the contract from an instant on, as it went `out` and came `back`.

    `daily_rate` is its rate after billing.md rule 3 where it differs from the terms'; `capacity` is in the unit that
    the price of its energy is for; `model` is what the guest knows it by.
    """

    from_at: datetime
    capacity: Decimal | None = None
    energy: Energy = Energy.LIQUID
    daily_rate: Decimal | None = None
    out: Reading | None = None
    back: Reading | None = None
    model: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """
    A charge or credit entered by staff; the amount of a credit is positive too.

    `code` is `charge:<category>` or `credit`; `credits` the id of a charge or the code of another line.
    """

    id: str
    code: str
    amount: Decimal
    taxable: bool = False
    description: str = ""
    credits: str | None = None

    @property
    def is_credit(self) -> bool:
        """Tell a credit from a charge."""
        return self.code == CREDIT


CREDIT = "credit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """
    One loan as it went, or, as an estimate, as it is meant to go; impossible usage can't be made.

    :raises BadUsage: it can't have happened, with the path of the field
    """

    pickup: datetime
    dropoff: datetime
    vehicles: tuple[HandedOver, ...]
    covered_days: int = 0
    estimate: bool = False
    adjustments: tuple[Adjustment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't have happened."""
        refuse_unsound_usage(self)
