"""Terms: what was agreed, frozen as the guest signed it."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from billing.domain.rates import Rates
from billing.domain.sound_terms import refuse_unsound_terms


class BillingDayKind(StrEnum):
    """When another contract day begins (billing.md rule 2)."""

    ELAPSED = "elapsed"
    DAILY_GRACE = "daily_grace"
    CALENDAR = "calendar"


class AllowanceBasis(StrEnum):
    """What the fuel charge allowance is compared with (billing.md rule 7)."""

    FUEL_CHARGE = "fuel_charge"
    FUEL_CHARGE_AND_CONVENIENCE_FEE = "fuel_charge_and_convenience_fee"


class FeeFrequency(StrEnum):
    """How often a custom fee is due (billing.md rule 9)."""

    PER_CONTRACT = "per_contract"
    PER_DAY = "per_day"


class CustomFeeKind(StrEnum):
    """The custom fees there are (billing.md rule 9)."""

    FACILITY = "facility"
    RENTAL = "rental"
    ROAD_SAFETY = "road_safety"
    TRANSPORTATION = "transportation"
    TRIP = "trip"
    RECOVERY = "recovery"


class TaxKind(StrEnum):
    """The taxes there are (billing.md rule 10)."""

    SALES = "sales"
    STATE = "state"
    CITY = "city"
    COUNTY = "county"
    RENTAL = "rental"
    EVENT = "event"
    VENUE = "venue"
    LUXURY = "luxury"
    TOURISM = "tourism"


class HoldKind(StrEnum):
    """What is held on the guest's card before pickup (billing.md rule 13)."""

    NONE = "none"
    ESTIMATE = "estimate"
    DEPOSIT = "deposit"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class BillingDay:
    """How contract days are counted: by `minutes` when elapsed, else by the `grace_minutes` of its kind."""

    kind: BillingDayKind = BillingDayKind.ELAPSED
    minutes: int = 1470
    grace_minutes: int | None = None

    @property
    def grace(self) -> int:
        """Return the minutes of grace: 30 for days of 24 hours, none for calendar days, unless set."""
        if self.grace_minutes is not None:
            return self.grace_minutes
        return 30 if self.kind is BillingDayKind.DAILY_GRACE else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DailyRate:
    """The rate of a contract day, unless a vehicle has its own."""

    amount: Decimal
    taxable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ConvenienceFee:
    """The flat fee for having to refill a vehicle."""

    amount: Decimal
    taxable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Fuel:
    """What missing fuel costs: a price per gallon or litre, one per kWh, each of which may be absent."""

    per_unit: Decimal | None = None
    per_kwh: Decimal | None = None
    taxable: bool = False
    allowance: Decimal | None = None
    allowance_basis: AllowanceBasis = AllowanceBasis.FUEL_CHARGE
    convenience_fee: ConvenienceFee | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mileage:
    """The distance a contract day includes, and the price of each unit beyond; without a price it is not enabled."""

    daily_allowance: Decimal | int
    per_unit: Decimal | None = None
    taxable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomFee:
    """A fee of the group's or program's own."""

    kind: CustomFeeKind
    frequency: FeeFrequency
    amount: Decimal
    taxable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tax:
    """A percentage of the taxable lines."""

    kind: TaxKind
    percent: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldTerms:
    """What is held before pickup: nothing, the estimate, a flat deposit, or both added."""

    kind: HoldKind = HoldKind.NONE
    deposit: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Units:
    """The words for distance and fuel in a line's working; without them it goes without."""

    distance: str = ""
    fuel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """
    Everything that was agreed, in one currency and one time zone; unsound terms can't be made.

    :raises BadUsage: a setting contradicts itself, with the path of the field
    """

    currency: str
    time_zone: str
    collect_card: bool
    billing_day: BillingDay = field(default_factory=BillingDay)
    daily_rate: DailyRate | None = None
    fuel: Fuel | None = None
    mileage: Mileage | None = None
    custom_fees: tuple[CustomFee, ...] = ()
    taxes: tuple[Tax, ...] = ()
    hold: HoldTerms = field(default_factory=HoldTerms)
    rates: Rates | None = None
    units: Units = field(default_factory=Units)

    def __post_init__(self) -> None:
        """Refuse what can't be agreed."""
        refuse_unsound_terms(self)
