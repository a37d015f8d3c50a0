"""Rule 3: each day takes the rate of the vehicle on the contract at the instant the day is incurred."""

from dataclasses import replace
from decimal import Decimal

import pytest

from billing.domain.rates import Rates
from tests.billing_engine.loans import (
    PICKUP,
    TWENTY_A_DAY,
    agreed,
    amounts,
    bill,
    hours,
    later,
    line_of,
    loan,
    rx350,
    rz450e,
    waivers,
)

TERMS = agreed(daily_rate=TWENTY_A_DAY)


def test_a_vehicle_without_a_rate_of_its_own_takes_the_terms() -> None:
    line = line_of(bill(TERMS, loan()), "daily_rate")

    assert (str(line.amount), line.quantity, line.unit_price) == ("40.00", 2, Decimal("20.00"))


def test_a_vehicle_s_own_rate_wins() -> None:
    assert amounts(bill(TERMS, loan(rx350(daily_rate="35.00")))) == {"daily_rate": "70.00"}


def test_a_rate_of_nothing_is_waived_with_its_working() -> None:
    invoice = bill(TERMS, loan(rx350(daily_rate="0.00")))

    assert (amounts(invoice), waivers(invoice)) == ({}, ["daily_rate"])
    assert "RX 350 at $0.00" in invoice.waived[0].working


def test_without_a_daily_rate_there_is_neither_line_nor_waiver() -> None:
    invoice = bill(agreed(), loan())

    assert (invoice.days, amounts(invoice), waivers(invoice)) == (2, {}, [])


def test_after_a_switch_the_days_to_come_take_the_other_vehicle_s_rate() -> None:
    switched = rx350(), rz450e(from_at=later(hours(30)), daily_rate="5.00")

    line = line_of(bill(TERMS, loan(*switched, lasting=hours(72))), "daily_rate")

    assert (str(line.amount), line.quantity, line.unit_price) == ("45.00", 3, None)  # 20 + 20 + 5
    assert (
        "from Mar 2 9:00 AM and Mar 3 9:30 AM: RX 350 at $20.00; from Mar 4 10:00 AM: RZ 450e at $5.00" in line.working
    )


def test_a_vehicle_handed_over_at_the_very_instant_takes_that_day() -> None:
    at_the_second_day = rx350(), rz450e(from_at=later(hours(24.5)), daily_rate="5.00")
    a_second_after = rx350(), rz450e(from_at=later(hours(24.5) + hours(1) / 3600), daily_rate="5.00")

    assert amounts(bill(TERMS, loan(*at_the_second_day)))["daily_rate"] == "25.00"
    assert amounts(bill(TERMS, loan(*a_second_after)))["daily_rate"] == "40.00"


def test_of_vehicles_handed_over_at_one_instant_the_last_listed_is_on_the_contract() -> None:
    changed_at_the_counter = rx350(), rz450e(from_at=PICKUP, daily_rate="5.00")

    assert amounts(bill(TERMS, loan(*changed_at_the_counter)))["daily_rate"] == "10.00"


def test_a_vehicle_handed_over_at_the_drop_off_takes_a_day_that_begins_there() -> None:
    at_the_end = rx350(), rz450e(from_at=later(hours(24.5)), daily_rate="5.00")

    assert amounts(bill(TERMS, loan(*at_the_end, lasting=hours(24.5))))["daily_rate"] == "25.00"


def test_a_vehicle_out_between_two_days_bears_none() -> None:
    three_cars = rx350(), rz450e(from_at=later(hours(2)), daily_rate="99.00"), rx350(from_at=later(hours(3)))

    assert amounts(bill(TERMS, loan(*three_cars)))["daily_rate"] == "40.00"


def test_one_rate_in_two_cars_is_still_one_unit_price() -> None:
    switched = rx350(), rz450e(from_at=later(hours(3)))

    assert line_of(bill(TERMS, loan(*switched)), "daily_rate").unit_price == Decimal("20.00")


def test_a_car_without_a_name_is_not_named() -> None:
    nameless = replace(rx350(), model="")

    line = line_of(bill(TERMS, loan(nameless)), "daily_rate")

    assert "from Mar 2 9:00 AM and Mar 3 9:30 AM: $20.00 a day" in line.working


EVERY_RATE = Rates(
    override=Decimal(1),
    after_reserve_days=Decimal(2),
    by_model=(("RX 350", Decimal(3)),),
    program=Decimal(4),
    group=Decimal(5),
)


@pytest.mark.parametrize(
    ("missing", "rate"),
    [
        ({}, 1),
        ({"override"}, 2),
        ({"override", "after_reserve_days"}, 3),
        ({"override", "after_reserve_days", "by_model"}, 4),
        ({"override", "after_reserve_days", "by_model", "program"}, 5),
    ],
)
def test_the_first_rate_that_applies_is_the_vehicle_s(missing: set[str], rate: int) -> None:
    kept = {name: getattr(EVERY_RATE, name) for name in EVERY_RATE.__slots__ if name not in missing}

    assert Rates(**kept).for_model("RX 350") == rate


def test_a_listed_rate_of_nothing_is_free() -> None:
    rates = Rates(by_model=(("RX 350", Decimal("0.00")),), group=Decimal(20))

    assert rates.for_model("RX 350") == 0


def test_a_model_that_is_not_listed_falls_through() -> None:
    rates = Rates(by_model=(("RX 350", Decimal(10)),), program=None, group=Decimal(20))

    assert rates.for_model("RZ 450e") == 20
    assert rates.for_any_model() == 20


def test_a_program_that_lists_any_model_enables_the_daily_rate() -> None:
    listed_only = Rates(by_model=(("RX 350", Decimal(10)),))

    assert str(listed_only.for_any_model()) == "0.00"
    assert str(listed_only.for_model("RZ 450e")) == "0.00"
    assert Rates().for_any_model() is None
