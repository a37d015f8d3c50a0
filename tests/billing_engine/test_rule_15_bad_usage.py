"""Rule 15: bad usage is refused and the message names the field."""

import pickle
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from billing.domain.engine import price
from billing.domain.form import parse_case
from billing.domain.rates import Rates
from billing.domain.refusals import BadUsage
from billing.domain.sound_usage import FIRST_YEAR, LAST_YEAR
from billing.domain.terms import BillingDay, ConvenienceFee, DailyRate, Fuel, HoldKind, HoldTerms, Mileage, Terms
from billing.domain.usage import HandedOver, Reading, Usage
from tests.billing_engine.cases import LEFT_OUT, WHOLE, Case, Step, changed
from tests.billing_engine.loans import CHICAGO, THREE_A_GALLON, TWO_DAYS, agreed, later, loan, rx350
from tests.billing_engine.test_rule_09_custom_fees import FACILITY

FIRST, SECOND = ("vehicles", 0), ("vehicles", 1)
FUEL, FEE = ("terms", "fuel"), ("terms", "fuel", "convenience_fee")
DAY = ("terms", "billing_day")
CHARGE, CREDIT = ("adjustments", 0), ("adjustments", 1)


def refusal(case: object) -> BadUsage:
    with pytest.raises(BadUsage) as refused:
        price(*parse_case(case))
    return refused.value


def path_of(*steps: Step) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def test_the_whole_case_itself_is_priced() -> None:
    assert price(*parse_case(WHOLE)).days == 2


RATE = ("terms", "daily_rate", "amount")
NOT_PLAIN_DIGITS: list[Any] = [
    "1e3",
    "NaN",
    "Infinity",
    " 20",
    "20 ",
    "20,00",
    "+20",
    ".5",
    "5.",
    "1_000",
    "0x10",
    "$20",
]
NOT_PLAIN_DIGITS += ["", "²", "٢٠", "20\n", 20.5, True, [], {}]

IMPOSSIBLE: list[tuple[tuple[Step, ...], Any]] = [
    # the period
    (("dropoff",), "2026-03-02T08:59:59-06:00"),
    (("dropoff",), "2027-04-06T09:00:01-06:00"),
    (("pickup",), "2026-03-02T09:00:00"),
    (("dropoff",), "2026-03-04"),
    (("dropoff",), "the day after"),
    (("dropoff",), "2026-02-30T09:00:00-06:00"),
    (("pickup",), "0001-01-01T00:00:00+14:00"),
    (("dropoff",), "9999-12-31T23:59:59-06:00"),
    (("pickup",), 1772463600),
    # the hand-overs
    (("vehicles",), []),
    (("vehicles",), None),
    (("vehicles",), {}),
    (("vehicles",), LEFT_OUT),
    ((*FIRST, "from"), "2026-03-02T09:00:01-06:00"),
    ((*FIRST, "from"), "2026-03-02T09:00:00"),
    ((*FIRST, "from"), LEFT_OUT),
    ((*SECOND, "from"), "2026-03-02T08:59:59-06:00"),
    ((*SECOND, "from"), "2026-03-04T09:00:01-06:00"),
    # readings
    ((*FIRST, "in", "odometer"), 11999),
    ((*SECOND, "in", "odometer"), 499),
    ((*FIRST, "out", "odometer"), -1),
    ((*FIRST, "out", "odometer"), LEFT_OUT),
    ((*FIRST, "in", "odometer"), None),
    ((*FIRST, "in", "fuel"), LEFT_OUT),
    ((*FIRST, "in", "fuel"), "1.001"),
    ((*FIRST, "out", "fuel"), "1.125"),
    ((*FIRST, "in", "fuel"), "-0.001"),
    ((*FIRST, "in", "fuel"), "0.7505"),
    ((*FIRST, "out"), LEFT_OUT),
    ((*SECOND, "in"), None),
    ((*SECOND, "in"), "full"),
    # anything negative
    (("covered_days",), -1),
    (("covered_days",), "-1"),
    ((*FIRST, "capacity"), "-16.0"),
    ((*FIRST, "daily_rate"), "-0.01"),
    (RATE, "-20.00"),
    ((*FUEL, "per_unit"), "-3.00"),
    ((*FUEL, "per_kwh"), "-0.42"),
    ((*FUEL, "allowance"), "-10.00"),
    ((*FEE, "amount"), "-5.00"),
    (("terms", "mileage", "daily_allowance"), -150),
    (("terms", "mileage", "per_unit"), "-0.25"),
    (("terms", "custom_fees", 1, "amount"), "-1.25"),
    (("terms", "hold", "deposit"), "-50.00"),
    (("terms", "rates", "override"), "-1"),
    (("terms", "rates", "after_reserve_days"), "-1"),
    (("terms", "rates", "program"), "-1"),
    (("terms", "rates", "group"), "-1"),
    (("terms", "rates", "by_model", "RX 350"), "-1"),
    ((*CHARGE, "amount"), "-4.50"),
    ((*CREDIT, "amount"), "-4.50"),
    # percentages
    (("terms", "taxes", 0, "percent"), "100.0001"),
    (("terms", "taxes", 1, "percent"), "-1"),
    (("terms", "taxes", 1, "percent"), "6.25001"),
    # unknown kinds
    ((*DAY, "kind"), "weekly"),
    ((*FUEL, "allowance_basis"), "mileage"),
    (("terms", "custom_fees", 0, "kind"), "smile"),
    (("terms", "custom_fees", 0, "frequency"), "per_mile"),
    (("terms", "taxes", 0, "kind"), "income"),
    (("terms", "hold", "kind"), "all"),
    ((*FIRST, "energy"), "steam"),
    ((*CHARGE, "code"), "toll"),
    ((*CHARGE, "code"), "charge:"),
    ((*CHARGE, "code"), "charge: "),
    ((*CHARGE, "code"), "discount"),
    # billing days
    ((*DAY, "minutes"), 59),
    ((*DAY, "minutes"), 400 * 24 * 60 + 1),
    ((*DAY, "minutes"), "1470.5"),
    ((*DAY, "grace_minutes"), 24 * 60),
    ((*DAY, "grace_minutes"), -1),
    # kinds used twice
    (("terms", "custom_fees", 1, "kind"), "facility"),
    (("terms", "taxes", 1, "kind"), "sales"),
    ((*CREDIT, "id"), "a1"),
    # charges and credits
    ((*CREDIT, "amount"), "4.51"),
    ((*CREDIT, "credits"), "a9"),
    ((*CREDIT, "credits"), "charge:toll"),
    ((*CREDIT, "credits"), LEFT_OUT),
    ((*CHARGE, "credits"), "daily_rate"),
    ((*CHARGE, "id"), LEFT_OUT),
    ((*CHARGE, "id"), " "),
    ((*CHARGE, "id"), "daily_rate"),
    ((*CHARGE, "id"), "custom_fee:trip"),
    # numbers that are not plain decimal digits
    *((RATE, odd) for odd in ("1e3", "NaN", "Infinity", " 20", "20,00", "+20", ".5", "5.")),
    *((RATE, odd) for odd in NOT_PLAIN_DIGITS),
    (RATE, "1" * 41),
    (RATE, f"0.{'1' * 41}"),
    (RATE, Decimal("1E+3")),
    ((*FIRST, "in", "odometer"), "12,310"),
    (("covered_days",), "1.5"),
    (("covered_days",), 1.0),
    # what the settings need
    (("currency",), "XYZ"),
    (("currency",), ""),
    (("currency",), LEFT_OUT),
    (("currency",), 840),
    (("time_zone",), "America/Springfield"),
    (("time_zone",), "America"),
    (("time_zone",), "../etc/passwd"),
    (("time_zone",), None),
    (("terms",), None),
    (("terms",), []),
    (("terms", "collect_card"), LEFT_OUT),
    (("terms", "collect_card"), "yes"),
    (RATE, LEFT_OUT),
    (("terms", "daily_rate", "taxable"), "no"),
    (("terms", "daily_rate"), "20.00"),
    (("terms", "mileage", "daily_allowance"), None),
    (("terms", "custom_fees"), {}),
    (("terms", "custom_fees", 0), "facility"),
    (("terms", "hold", "deposit"), None),
    (("terms", "rates", "by_model"), []),
    (("terms", "rates", "by_model"), "RX 350"),
    (("terms", "rates", "by_model"), 20),
    (("estimate",), "false"),
    (("adjustments",), "none"),
    ((*CHARGE, "description"), "a zero byte \x00"),
    ((*CHARGE, "id"), "half a character \ud800"),
    # fields that the form doesn't know
    (("discount",), "10"),
    (("terms", "discount"), "10"),
    ((*FIRST, "colour"), "red"),
    ((*DAY, "hours"), 24),
    (("terms", "units", "weight"), "kg"),
]


@pytest.mark.parametrize(("path", "value"), IMPOSSIBLE, ids=[path_of(*path) for path, _ in IMPOSSIBLE])
def test_what_can_t_be_is_refused_at_its_field(path: tuple[Step, ...], value: object) -> None:
    refused = refusal(changed(*path, to=value))

    assert refused.field == path_of(*path)
    assert str(refused) == refused.message
    assert reads_as_a_sentence(refused.message)


def reads_as_a_sentence(message: str) -> bool:
    """It opens with a capital or a quotation, shouts nothing, and ends with a full stop."""
    opening = message[0]
    return (opening.isupper() or opening == "“") and not message.isupper() and message.endswith(".")


@pytest.mark.parametrize("case", [None, [], "a case", 5, True])
def test_what_is_no_case_at_all_is_refused_as_a_whole(case: object) -> None:
    assert refusal(case).field == "[]"


def test_an_empty_list_of_rates_by_model_is_none() -> None:
    assert price(*parse_case(changed("terms", "rates", "by_model", to=None))).days == 2


def test_a_vehicle_s_rate_is_refused_where_the_terms_have_none() -> None:
    assert refusal(changed("terms", "daily_rate", to=None)).field == "vehicles[0].daily_rate"


POSSIBLE: list[Case] = [
    changed("dropoff", to="2026-03-03T09:00:00-06:00"),
    changed("dropoff", to="2027-04-06T09:00:00-06:00"),
    changed("pickup", to="2026-03-02T15:00:00Z"),
    changed(*SECOND, "from", to="2026-03-02T09:00:00-06:00"),
    changed(*SECOND, "from", to="2026-03-04T09:00:00-06:00"),
    changed(*FIRST, "in", "odometer", to=12000),
    changed(*FIRST, "in", "odometer", to="12310.4"),
    changed(*FIRST, "in", "odometer", to=10**39),
    changed("terms", "daily_rate", "amount", to=f"0.{'1' * 40}"),
    changed(*FIRST, "in", "fuel", to="0"),
    changed(*FIRST, "in", "fuel", to="1"),
    changed(*FIRST, "capacity", to="0"),
    changed(*FIRST, "energy", to=None),
    changed(*FIRST, "model", to=None),
    changed("covered_days", to=400),
    changed("covered_days", to=None),
    changed("adjustments", to=None),
    changed("estimate", to=None),
    changed("terms", "taxes", 0, "percent", to="100"),
    changed("terms", "taxes", 0, "percent", to="0.0001"),
    changed("terms", "daily_rate", "amount", to=20),
    changed("terms", "daily_rate", "amount", to=Decimal("20.5")),
    changed("terms", "daily_rate", "taxable", to=LEFT_OUT),
    changed("terms", "hold", to=None),
    changed("terms", "rates", to=None),
    changed("terms", "units", to=None),
    changed("terms", "units", to={}),
    changed(*DAY, to=None),
    changed(*DAY, "kind", to=None),
    changed(*DAY, "minutes", to=60),
    changed(*DAY, "minutes", to=400 * 24 * 60),
    changed("vehicles", 0, "out", "odometer", to=0),
    changed(*DAY, to={"kind": "calendar", "grace_minutes": 24 * 60 - 1}),
    changed(*FUEL, "allowance_basis", to=None),
    changed(*FUEL, "convenience_fee", to=None),
    changed(*FUEL, to=None),
    changed("terms", "mileage", to=None),
]


@pytest.mark.parametrize("case", POSSIBLE)
def test_what_is_only_unusual_is_priced(case: Case) -> None:
    assert price(*parse_case(case)).days >= 1


BELOW_ZERO = Decimal("-0.01")


@pytest.mark.parametrize(
    ("field", "settings"),
    [
        ("terms.daily_rate.amount", {"daily_rate": DailyRate(amount=BELOW_ZERO)}),
        ("terms.fuel.per_unit", {"fuel": Fuel(per_unit=BELOW_ZERO)}),
        ("terms.fuel.per_kwh", {"fuel": Fuel(per_kwh=BELOW_ZERO)}),
        ("terms.fuel.allowance", {"fuel": Fuel(allowance=BELOW_ZERO)}),
        ("terms.fuel.convenience_fee.amount", {"fuel": Fuel(convenience_fee=ConvenienceFee(amount=BELOW_ZERO))}),
        ("terms.mileage.daily_allowance", {"mileage": Mileage(daily_allowance=-1)}),
        ("terms.mileage.per_unit", {"mileage": Mileage(daily_allowance=0, per_unit=BELOW_ZERO)}),
        ("terms.hold.deposit", {"hold": HoldTerms(deposit=BELOW_ZERO)}),
        ("terms.rates.override", {"rates": Rates(override=BELOW_ZERO)}),
        ("terms.rates.after_reserve_days", {"rates": Rates(after_reserve_days=BELOW_ZERO)}),
        ("terms.rates.by_model.RX 350", {"rates": Rates(by_model=(("RX 350", BELOW_ZERO),))}),
        ("terms.rates.program", {"rates": Rates(program=BELOW_ZERO)}),
        ("terms.rates.group", {"rates": Rates(group=BELOW_ZERO)}),
        ("terms.billing_day.grace_minutes", {"billing_day": BillingDay(grace_minutes=-1)}),
        ("terms.custom_fees[0].amount", {"custom_fees": (replace(FACILITY, amount=BELOW_ZERO),)}),
        ("terms.hold.deposit", {"hold": HoldTerms(kind=HoldKind.DEPOSIT)}),
        ("terms.hold.deposit", {"hold": HoldTerms(kind=HoldKind.BOTH)}),
    ],
)
def test_terms_that_never_were_json_are_refused_alike(field: str, settings: dict[str, Any]) -> None:
    with pytest.raises(BadUsage) as refused:
        agreed(**settings)

    assert refused.value.field == field
    assert reads_as_a_sentence(refused.value.message)


@pytest.mark.parametrize(
    ("field", "vehicle"),
    [
        ("vehicles[0].capacity", replace(rx350(), capacity=BELOW_ZERO)),
        ("vehicles[0].daily_rate", rx350(daily_rate="-0.01")),
        ("vehicles[0].out.odometer", replace(rx350(), out=Reading(odometer=-1, fuel=Decimal(1)))),
        ("vehicles[0].in.fuel", rx350(fuel_in="-0.001")),
    ],
)
def test_vehicles_that_never_were_json_are_refused_alike(field: str, vehicle: HandedOver) -> None:
    with pytest.raises(BadUsage) as refused:
        loan(vehicle)

    assert refused.value.field == field
    assert reads_as_a_sentence(refused.value.message)


@pytest.mark.parametrize(("year", "possible"), [(FIRST_YEAR - 1, False), (FIRST_YEAR, True), (LAST_YEAR, True)])
def test_a_year_out_of_the_question_is_refused(year: int, possible: bool) -> None:
    pickup = datetime(year, 6, 1, 9, tzinfo=CHICAGO)

    def lent() -> Usage:
        return Usage(pickup=pickup, dropoff=pickup, vehicles=(rx350(from_at=pickup),))

    if possible:
        assert lent().vehicles
    else:
        with pytest.raises(BadUsage, match=r"^This year is out of the question\.$"):
            lent()


def test_less_than_no_covered_days_are_refused() -> None:
    with pytest.raises(BadUsage) as refused:
        loan(covered_days=-1)

    assert refused.value.field == "covered_days"
    assert reads_as_a_sentence(refused.value.message)


@pytest.mark.parametrize(
    ("field", "usage", "terms"),
    [
        ("vehicles[0].daily_rate", loan(rx350(daily_rate="5.00")), agreed()),
        (
            "vehicles[1].capacity",
            loan(rx350(), replace(rx350(from_at=later(TWO_DAYS)), capacity=None)),
            agreed(fuel=THREE_A_GALLON),
        ),
    ],
)
def test_usage_that_contradicts_its_terms_says_so(field: str, usage: Usage, terms: Terms) -> None:
    with pytest.raises(BadUsage) as refused:
        price(terms, usage)

    assert refused.value.field == field
    assert reads_as_a_sentence(refused.value.message)


def test_an_estimate_may_miss_readings_but_those_it_has_are_checked() -> None:
    without = changed(*FIRST, "in", to=None) | {"estimate": True}
    backwards = changed(*FIRST, "in", "odometer", to=11999) | {"estimate": True}
    half_read = changed(*FIRST, "in", to={"fuel": "0.5"}) | {"estimate": True}

    assert price(*parse_case(without)).days == price(*parse_case(half_read)).days == 2
    assert refusal(backwards).field == "vehicles[0].in.odometer"


def test_times_are_compared_as_instants_whatever_zone_they_are_written_in() -> None:
    first_half_past_one = datetime(2026, 11, 1, 1, 30, tzinfo=CHICAGO)
    second_one_o_clock = datetime(2026, 11, 1, 1, 0, tzinfo=CHICAGO, fold=1)
    backwards_by_the_clock = Usage(
        pickup=first_half_past_one, dropoff=second_one_o_clock, vehicles=(rx350(from_at=first_half_past_one),)
    )

    with pytest.raises(BadUsage) as refused:
        Usage(pickup=second_one_o_clock, dropoff=first_half_past_one, vehicles=(rx350(from_at=second_one_o_clock),))

    assert backwards_by_the_clock.vehicles
    assert refused.value.field == "dropoff"


def test_the_longest_loan_is_four_hundred_days_of_elapsed_time() -> None:
    assert loan(lasting=timedelta(days=400)).vehicles

    with pytest.raises(BadUsage) as refused:
        loan(lasting=timedelta(days=400, seconds=1))

    assert refused.value.field == "dropoff"


def test_a_refusal_survives_the_way_between_processes() -> None:
    refused = pickle.loads(pickle.dumps(refusal([])))

    assert (refused.field, refused.message) == ("[]", "This should be an object.")
