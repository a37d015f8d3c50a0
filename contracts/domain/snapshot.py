"""How a loan stands at an instant, as one value: what the conditions of *Start* are judged on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo


class Override(StrEnum):
    """What staff with the permission may set aside, with a reason (product.md, Start)."""

    AGE = "age"
    INSURANCE = "insurance"
    BALANCE = "balance"


class HoldStands(StrEnum):
    """How the hold of a contract stands."""

    NOT_ASKED = "not asked"
    BEING_ASKED = "being asked"
    ALIVE = "alive"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """
    Something that stands in the way: what, why, and what to do about it.

    ``code`` names the condition (with ``:customer code`` for an additional driver); ``override`` is set where staff
    with the permission may set it aside; ``waits`` where something else comes first.
    """

    code: str
    title: str
    detail: str
    action: str
    override: Override | None = None
    waits: bool = False

    def __str__(self) -> str:
        return f"{self.title}: {self.detail}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Driver:
    """Somebody who may drive: the guest (``main``) or an additional driver; ``missing`` is from their profile."""

    code: str
    name: str
    main: bool
    missing: tuple[Missing, ...] = ()
    licence_expires_on: date | None = None
    date_of_birth: date | None = None
    do_not_rent: str = ""

    def age_on(self, day: date) -> int | None:
        """Full years on a day, or None where the date of birth isn't known."""
        born = self.date_of_birth
        return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, kw_only=True, slots=True)
class VehicleStands:
    """The assigned vehicle: what it is called, how it stands, when it can be used."""

    label: str
    status: str
    staged: bool
    out_with: str = ""
    available_from: date | None = None
    unavailable_from: date | None = None
    last_seen: str = ""
    open_issues: int = 0

    def available_on(self, first: date, last: date) -> bool:
        """Whether it can be used from one day through another."""
        begun = self.available_from is None or self.available_from <= first
        return begun and (self.unavailable_from is None or last < self.unavailable_from)


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """Everything that *Start* depends on. ``signed`` holds the codes of the drivers who accepted and signed."""

    at: datetime
    zone: ZoneInfo
    pickup_at: datetime
    dropoff_at: datetime
    currency: str
    drivers: tuple[Driver, ...]
    vehicle: VehicleStands | None
    insurance_carrier: str = ""
    insurance_expires_on: date | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    longest_days: int | None = None
    repair_order_required: bool = False
    repair_order: str = ""
    odometer_out: int | None = None
    fuel_out: Decimal | None = None
    issues_seen: bool = False
    open_balance: Decimal = Decimal(0)
    agreement_fault: str = ""
    terms_in_force: bool = False
    voided_because: str = ""
    signed: frozenset[str] = frozenset()
    hold_needed: bool = False
    hold: HoldStands = HoldStands.NOT_ASKED
    hold_amount: Decimal | None = None
    held_amount: Decimal = Decimal(0)
    capture_before: datetime | None = None
    hold_reason: str = ""
    card_label: str = "the card"
    overrides: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The dealership's day."""
        return self.at.astimezone(self.zone).date()

    @property
    def pickup_day(self) -> date:
        """The day on which the guest comes, by the dealership's clock."""
        return self.pickup_at.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        """The day of the scheduled drop-off, through which papers must run."""
        return self.dropoff_at.astimezone(self.zone).date()

    def hold_stands(self, at: datetime) -> bool:
        """Whether the right amount is held and has not lapsed; a lapsed hold counts as nothing (rule 13)."""
        alive = self.hold is HoldStands.ALIVE and self.held_amount == self.hold_amount
        return alive and (self.capture_before is None or at < self.capture_before)
