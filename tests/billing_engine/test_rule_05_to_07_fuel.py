"""Rules 5 to 7: fuel used, the convenience fee, and the allowance, which is a threshold and no deduction."""

from dataclasses import replace
from decimal import Decimal

import pytest

from billing.domain.refusals import BadUsage
from billing.domain.terms import AllowanceBasis, ConvenienceFee, Fuel, Units
from billing.domain.usage import Energy
from tests.billing_engine.loans import agreed, amounts, bill, hours, later, line_of, loan, rx350, rz450e, waivers

FIVE_FOR_REFILLING = ConvenienceFee(amount=Decimal("5.00"))
GAS = Fuel(per_unit=Decimal("3.00"), convenience_fee=FIVE_FOR_REFILLING)
GAS_AND_KWH = replace(GAS, per_kwh=Decimal("0.42"))
FOUR_GALLONS_SHORT = rx350(fuel_in="0.750")
BOTH_CHARGED = {"fuel": "12.00", "fuel_convenience_fee": "5.00"}


def within(allowance: str, fuel: Fuel = GAS) -> Fuel:
    return replace(fuel, allowance=Decimal(allowance))


def test_missing_fuel_is_charged_by_the_gallon() -> None:
    line = line_of(bill(agreed(fuel=GAS), loan(FOUR_GALLONS_SHORT)), "fuel")

    assert (str(line.amount), line.quantity, line.unit_price) == ("12.00", Decimal(4), Decimal("3.00"))
    assert line.working == "RX 350: full to 6/8 = 0.250 × 16 × $3.00."


def test_the_working_names_the_dealership_s_unit() -> None:
    terms = agreed(fuel=GAS, units=Units(fuel="gal"))

    assert "0.250 × 16 gal × $3.00" in line_of(bill(terms, loan(FOUR_GALLONS_SHORT)), "fuel").working


@pytest.mark.parametrize(
    ("out", "back", "told"),
    [("1", "0", "full to empty"), ("0.875", "0.5", "7/8 to 4/8"), ("0.905", "0.900", "90.5% to 90%")],
)
def test_levels_are_told_as_the_screens_offer_them(out: str, back: str, told: str) -> None:
    invoice = bill(agreed(fuel=GAS), loan(rx350(fuel_out=out, fuel_in=back)))

    assert told in line_of(invoice, "fuel").working


def test_a_full_return_costs_nothing_and_no_fee() -> None:
    assert amounts(bill(agreed(fuel=GAS), loan())) == {}


def test_more_at_return_is_never_a_credit() -> None:
    assert amounts(bill(agreed(fuel=GAS), loan(rx350(fuel_out="0.500")))) == {}


def test_more_in_one_vehicle_never_offsets_another() -> None:
    fuller_and_emptier = rx350(fuel_out="0.500"), rx350(from_at=later(hours(5)), fuel_in="0.750")

    assert amounts(bill(agreed(fuel=GAS), loan(*fuller_and_emptier))) == BOTH_CHARGED


def test_an_electric_vehicle_is_charged_by_the_kilowatt_hour() -> None:
    line = line_of(bill(agreed(fuel=GAS_AND_KWH), loan(rz450e(fuel_in="0.500"))), "fuel")

    assert (str(line.amount), line.unit_price) == ("14.99", Decimal("0.42"))  # 0.5 × 71.4 × 0.42 = 14.994
    assert line.working == "RZ 450e: full to 4/8 = 0.500 × 71.4 kWh × $0.42."


def test_gallons_and_kilowatt_hours_are_one_line_without_a_unit_price() -> None:
    switched = FOUR_GALLONS_SHORT, rz450e(from_at=later(hours(5)), fuel_in="0.500")

    invoice = bill(agreed(fuel=GAS_AND_KWH), loan(*switched))

    assert amounts(invoice) == {"fuel": "26.99", "fuel_convenience_fee": "5.00"}  # 12.00 + 14.994
    assert line_of(invoice, "fuel").unit_price is None


def test_two_vehicles_of_one_energy_share_the_unit_price() -> None:
    switched = FOUR_GALLONS_SHORT, rx350(from_at=later(hours(5)), fuel_in="0.750")

    line = line_of(bill(agreed(fuel=GAS), loan(*switched)), "fuel")

    assert (str(line.amount), line.quantity, line.unit_price) == ("24.00", Decimal(8), Decimal("3.00"))


def test_a_vehicle_whose_energy_has_no_price_is_out_of_it_altogether() -> None:
    electric = rz450e(fuel_in="0.500")

    assert amounts(bill(agreed(fuel=GAS), loan(electric))) == {}
    assert waivers(bill(agreed(fuel=within("10.00")), loan(electric))) == []


def test_gas_without_a_price_is_out_of_it_too() -> None:
    only_kwh = Fuel(per_kwh=Decimal("0.42"), convenience_fee=FIVE_FOR_REFILLING)

    assert amounts(bill(agreed(fuel=only_kwh), loan(FOUR_GALLONS_SHORT))) == {}


def test_a_plug_in_hybrid_counts_as_liquid() -> None:
    hybrid = replace(FOUR_GALLONS_SHORT, energy=Energy.PLUG_IN_HYBRID)

    assert amounts(bill(agreed(fuel=GAS_AND_KWH), loan(hybrid))) == BOTH_CHARGED


def test_the_convenience_fee_is_due_once_however_many_vehicles_came_back_short() -> None:
    twice_short = FOUR_GALLONS_SHORT, rx350(from_at=later(hours(5)), fuel_in="0.750")

    assert amounts(bill(agreed(fuel=GAS), loan(*twice_short)))["fuel_convenience_fee"] == "5.00"


def test_a_price_of_nothing_still_has_its_convenience_fee() -> None:
    free_fuel = replace(GAS, per_unit=Decimal("0.00"))

    invoice = bill(agreed(fuel=free_fuel), loan(FOUR_GALLONS_SHORT))

    assert (amounts(invoice), waivers(invoice)) == ({"fuel_convenience_fee": "5.00"}, ["fuel"])


def test_fuel_and_fee_have_each_their_own_taxable_mark() -> None:
    fuel_taxed = replace(GAS, taxable=True)
    fee_taxed = replace(GAS, convenience_fee=replace(FIVE_FOR_REFILLING, taxable=True))

    marks = [
        [line.taxable for line in bill(agreed(fuel=fuel), loan(FOUR_GALLONS_SHORT)).lines]
        for fuel in (fuel_taxed, fee_taxed)
    ]

    assert marks == [[True, False], [False, True]]


def test_no_fee_without_one_in_the_terms() -> None:
    assert amounts(bill(agreed(fuel=replace(GAS, convenience_fee=None)), loan(FOUR_GALLONS_SHORT))) == {"fuel": "12.00"}


def test_above_the_allowance_all_of_it_is_charged() -> None:
    invoice = bill(agreed(fuel=within("10.00")), loan(FOUR_GALLONS_SHORT))

    assert amounts(invoice) == BOTH_CHARGED
    assert line_of(invoice, "fuel").working.endswith("$12.00: above the $10.00 allowance, so charged in full.")


def test_below_the_allowance_neither_is_charged_and_both_are_waived() -> None:
    invoice = bill(agreed(fuel=within("12.01")), loan(FOUR_GALLONS_SHORT))

    assert (amounts(invoice), waivers(invoice)) == ({}, ["fuel", "fuel_convenience_fee"])
    assert "$12.00: not above the $12.01 allowance" in invoice.waived[0].working


def test_equal_to_the_allowance_is_not_charged() -> None:
    assert amounts(bill(agreed(fuel=within("12.00")), loan(FOUR_GALLONS_SHORT))) == {}


def test_the_rounded_charge_is_what_is_compared() -> None:
    a_hair_above = replace(within("14.99"), per_kwh=Decimal("0.42"))

    assert amounts(bill(agreed(fuel=a_hair_above), loan(rz450e(fuel_in="0.500")))) == {}  # 14.994 is 14.99


def test_the_allowance_may_compare_with_charge_and_fee_together() -> None:
    with_fee = AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE
    exceeded, equal = (replace(within(allowance), allowance_basis=with_fee) for allowance in ("16.99", "17.00"))

    charged, waived = (bill(agreed(fuel=fuel), loan(FOUR_GALLONS_SHORT)) for fuel in (exceeded, equal))

    assert (amounts(charged), amounts(waived)) == (BOTH_CHARGED, {})
    assert "$12.00 and the $5.00 convenience fee: above" in line_of(charged, "fuel").working


def test_an_allowance_of_nothing_still_waives_a_charge_of_nothing() -> None:
    free_fuel = replace(within("0.00"), per_unit=Decimal("0.00"))

    assert amounts(bill(agreed(fuel=free_fuel), loan(FOUR_GALLONS_SHORT))) == {}


def test_a_waived_fuel_without_a_fee_is_one_waiver() -> None:
    without_fee = replace(within("50.00"), convenience_fee=None)

    assert waivers(bill(agreed(fuel=without_fee), loan(FOUR_GALLONS_SHORT))) == ["fuel"]


def test_fuel_can_t_be_charged_without_the_size_of_the_tank() -> None:
    unknown_tank = replace(FOUR_GALLONS_SHORT, capacity=None)

    with pytest.raises(BadUsage) as refused:
        bill(agreed(fuel=GAS), loan(unknown_tank))

    assert refused.value.field == "vehicles[0].capacity"


def test_the_size_of_the_tank_matters_only_where_its_energy_has_a_price() -> None:
    unknown_battery = replace(rz450e(fuel_in="0.500"), capacity=None)

    assert amounts(bill(agreed(fuel=GAS), loan(unknown_battery))) == {}
