"""The sections of cost recovery settings, each saved by itself: fees, custom fees, taxes, hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from billing.domain.terms import AllowanceBasis, BillingDayKind, CustomFee, FeeFrequency, HoldKind, HoldTerms, Tax
from billing.domain.words import plain
from kernel.changes import Words
from kernel.money import in_words

OFF = "off"
USUAL_MINUTES = {BillingDayKind.ELAPSED: 1470, BillingDayKind.DAILY_GRACE: 30, BillingDayKind.CALENDAR: 0}
"""What a billing day has where nobody says otherwise (billing.md rule 2)."""
DAYS = {BillingDayKind.ELAPSED: "elapsed", BillingDayKind.DAILY_GRACE: "24 h", BillingDayKind.CALENDAR: "midnight"}
BASES = {
    AllowanceBasis.FUEL_CHARGE: "Fuel charge",
    AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE: "Fuel charge and convenience fee",
}
HOLDS = {HoldKind.NONE: "None", HoldKind.ESTIMATE: "Estimate", HoldKind.DEPOSIT: "Deposit", HoldKind.BOTH: "Both"}
FREQUENCIES = {FeeFrequency.PER_DAY: "Per day", FeeFrequency.PER_CONTRACT: "Per contract"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fees:
    """The section *Fees*; an amount that is None is not enabled."""

    collect_card: bool = True
    daily_rate: Decimal | None = None
    daily_rate_taxable: bool = False
    fuel_per_unit: Decimal | None = None
    fuel_per_kwh: Decimal | None = None
    fuel_taxable: bool = False
    fuel_allowance: Decimal | None = None
    fuel_allowance_basis: AllowanceBasis = AllowanceBasis.FUEL_CHARGE
    fuel_convenience_fee: Decimal | None = None
    fuel_convenience_fee_taxable: bool = False
    mileage_daily_allowance: int | None = None
    mileage_rate: Decimal | None = None
    mileage_taxable: bool = False
    billing_day: BillingDayKind = BillingDayKind.ELAPSED
    billing_day_minutes: int = USUAL_MINUTES[BillingDayKind.ELAPSED]


def fee_name(kind: str) -> str:
    """Facility Fee, Road Safety Fee."""
    return f"{kind.replace('_', ' ').title()} Fee"


def tax_name(kind: str) -> str:
    """Sales Tax."""
    return f"{kind.replace('_', ' ').title()} Tax"


def fees_in_words(fees: Fees, currency: str) -> Words:
    """Every setting of the section, by its label."""

    def amount(value: Decimal | None) -> str:
        return OFF if value is None else in_words(value, currency)

    return {
        "Collect Customer Credit Card Information": on(fees.collect_card),
        "Daily Rate": amount(fees.daily_rate),
        "Daily Rate taxable": on(fees.daily_rate_taxable),
        "Fuel Used": amount(fees.fuel_per_unit),
        "Fuel Used, electric": amount(fees.fuel_per_kwh),
        "Fuel Used taxable": on(fees.fuel_taxable),
        "Fuel Charge Allowance": amount(fees.fuel_allowance),
        "Allowance compares with": BASES[fees.fuel_allowance_basis],
        "Fuel Convenience Fee": amount(fees.fuel_convenience_fee),
        "Fuel Convenience Fee taxable": on(fees.fuel_convenience_fee_taxable),
        "Daily mileage allowance": OFF if fees.mileage_daily_allowance is None else f"{fees.mileage_daily_allowance:,}",
        "Charge for Excess Mileage": amount(fees.mileage_rate),
        "Charge for Excess Mileage taxable": on(fees.mileage_taxable),
        "Billing day": f"{DAYS[fees.billing_day]}, {fees.billing_day_minutes:,} minutes",
    }


def on(value: bool) -> str:  # noqa: FBT001 - a switch in words
    """A switch in words."""
    return "on" if value else OFF


def custom_fees_in_words(fees: Sequence[CustomFee], currency: str) -> Words:
    """Each custom fee by its name."""
    return {fee_name(fee.kind): _custom_fee(fee, currency) for fee in fees}


def _custom_fee(fee: CustomFee, currency: str) -> str:
    taxed = ", taxable" if fee.taxable else ""
    return f"{in_words(fee.amount, currency)} {FREQUENCIES[fee.frequency].lower()}{taxed}"


def taxes_in_words(taxes: Sequence[Tax]) -> Words:
    """Each tax by its name."""
    return {tax_name(tax.kind): f"{plain(tax.percent)}%" for tax in taxes}


def hold_in_words(hold: HoldTerms, currency: str) -> Words:
    """Both settings of the hold."""
    deposit = OFF if hold.deposit is None else in_words(hold.deposit, currency)
    return {"Credit Card Hold": HOLDS[hold.kind], "Security Deposit": deposit}


def remarks_on_fees(fees: Fees) -> Iterator[str]:
    """Which settings of the section have no effect as they stand, and why."""
    if not fees.collect_card:
        yield "No card, no fees: nothing is charged but what staff enter. The amounts are kept."
        return
    if fees.fuel_per_unit is None and fees.fuel_per_kwh is None and _fuel_is_set(fees):
        yield "Without a price for Fuel Used, its allowance and convenience fee apply to nothing."
    if fees.mileage_rate is None and fees.mileage_daily_allowance is not None:
        yield "Without a rate, the daily mileage allowance applies to nothing."


def _fuel_is_set(fees: Fees) -> bool:
    return fees.fuel_allowance is not None or fees.fuel_convenience_fee is not None


def remarks_on_custom_fees(fees: Fees) -> Iterator[str]:
    """Why custom fees have no effect as things stand."""
    if not fees.collect_card:
        yield "Custom fees do not apply while Collect Customer Credit Card Information is off."


def remarks_on_taxes(fees: Fees, custom: Sequence[CustomFee], taxes: Sequence[Tax]) -> Iterator[str]:
    """Why taxes have no effect as things stand (billing.md rules 10 and 11)."""
    if not fees.collect_card:
        yield "Taxes do not apply while Collect Customer Credit Card Information is off."
    elif taxes and not any(taxable_fees(fees, custom)):
        yield "No fee is marked Taxable, so these taxes apply to nothing."


def taxable_fees(fees: Fees, custom: Sequence[CustomFee]) -> Iterator[bool]:
    """
    Whether each fee that can be charged is marked Taxable. The daily rate counts without an amount of its own too: a
    program's rates by model take its mark.
    """
    fuel = fees.fuel_per_unit is not None or fees.fuel_per_kwh is not None
    yield fees.daily_rate_taxable
    yield fuel and fees.fuel_taxable
    yield fuel and fees.fuel_convenience_fee is not None and fees.fuel_convenience_fee_taxable
    yield fees.mileage_rate is not None and fees.mileage_taxable
    yield from (fee.taxable for fee in custom)


def remarks_on_hold(fees: Fees, hold: HoldTerms) -> Iterator[str]:
    """Why the hold has no effect as things stand."""
    if not fees.collect_card:
        yield "Nothing is held while Collect Customer Credit Card Information is off."
    elif hold.deposit is not None and hold.kind in {HoldKind.NONE, HoldKind.ESTIMATE}:
        yield "The Security Deposit is kept, and held once Deposit or Both is chosen."
