"""Settings tried out before they are saved: what is replaced in a past contract, what stays, and the sums of a replay."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from billing.domain.bench import Recovery, used_under
from billing.domain.engine import price
from billing.domain.form import case_form
from billing.domain.rates import Rates
from billing.domain.refusals import BadUsage
from billing.domain.replay import Past, Replay, replay
from billing.domain.sections import Fees
from billing.domain.terms import DailyRate, HoldTerms, Tax, TaxKind, Terms, Units
from billing.domain.usage import Usage
from tests.billing_engine.loans import QUARTER_A_MILE, SALES_TAX, agreed, credit, hours, later, loan, rx350, rz450e

TWENTY, TWENTY_FIVE, FIVE = Decimal("20.00"), Decimal("25.00"), Decimal("5.00")
AT_TWENTY = Recovery(fees=Fees(daily_rate=TWENTY), custom_fees=(), taxes=(), hold=HoldTerms())
AT_TWENTY_FIVE = replace(AT_TWENTY, fees=Fees(daily_rate=TWENTY_FIVE))
OF_A_PROGRAM = replace(AT_TWENTY_FIVE, of_program=True)
SIGNED = agreed(daily_rate=DailyRate(amount=TWENTY), rates=Rates(group=TWENTY), units=Units(distance="km", fuel="L"))


def test_settings_that_stay_the_same_change_nothing() -> None:
    assert AT_TWENTY.instead(SIGNED) == SIGNED


def test_everything_that_the_settings_say_is_replaced() -> None:
    signed = replace(SIGNED, mileage=QUARTER_A_MILE, taxes=(SALES_TAX,))
    county = Tax(kind=TaxKind.COUNTY, percent=Decimal(1))

    terms = replace(AT_TWENTY_FIVE, taxes=(county,)).instead(signed)

    assert (terms.daily_rate, terms.mileage, terms.taxes) == (DailyRate(amount=TWENTY_FIVE), None, (county,))
    assert (terms.currency, terms.time_zone, terms.units) == ("USD", "America/Chicago", SIGNED.units)


@pytest.mark.parametrize(
    ("kept", "rate"),
    [
        (Rates(group=TWENTY), TWENTY_FIVE),
        (Rates(program=FIVE, group=TWENTY), TWENTY_FIVE),
        (Rates(override=FIVE, group=TWENTY), FIVE),
        (Rates(after_reserve_days=FIVE, group=TWENTY), FIVE),
    ],
)
def test_a_contract_s_own_rate_stands_above_the_settings(kept: Rates, rate: Decimal) -> None:
    terms = AT_TWENTY_FIVE.instead(replace(SIGNED, rates=kept))

    assert terms.daily_rate == DailyRate(amount=rate)


def test_a_program_s_settings_stand_above_the_group_s_rate_and_leave_it_beneath() -> None:
    kept = replace(SIGNED, rates=Rates(program=FIVE, group=TWENTY))
    without_a_rate = replace(OF_A_PROGRAM, fees=Fees())

    assert OF_A_PROGRAM.instead(kept).daily_rate == DailyRate(amount=TWENTY_FIVE)
    assert without_a_rate.instead(kept).daily_rate == DailyRate(amount=TWENTY)


def test_terms_that_kept_no_table_of_rates_take_the_settings() -> None:
    assert AT_TWENTY_FIVE.instead(replace(SIGNED, rates=None)).daily_rate == DailyRate(amount=TWENTY_FIVE)


def test_a_listed_model_keeps_its_rate_and_the_others_take_the_new_one() -> None:
    listed = replace(SIGNED, rates=Rates(by_model=(("rx350", TWENTY),), group=TWENTY))
    both = loan(rx350(), rz450e(from_at=later(hours(24))))

    under = used_under(AT_TWENTY_FIVE.instead(listed), both)

    assert [vehicle.daily_rate for vehicle in under.vehicles] == [TWENTY, None]


def test_a_loan_whose_vehicles_keep_their_rates_stays_the_same_value() -> None:
    usage = loan()

    assert used_under(SIGNED, usage) is usage


def test_without_a_daily_rate_no_vehicle_has_one() -> None:
    usage = loan(rx350(daily_rate="5.00"))

    none = used_under(replace(SIGNED, daily_rate=None), usage)

    assert none.vehicles[0].daily_rate is None
    assert used_under(replace(SIGNED, rates=None), usage).vehicles[0].daily_rate is None


def past(*loans: tuple[str, Terms, Usage]) -> Iterator[Past]:
    """Contracts as they were signed, used and billed."""
    for code, terms, usage in loans:
        case = json.loads(json.dumps(case_form(terms, usage)))
        billed = price(terms, usage).total
        yield Past(code=code, guest="Avery Ito", billed=billed, terms=json.dumps(case.pop("terms")), case=case)


def test_a_replay_sums_what_it_was_and_what_it_would_be() -> None:
    free = replace(SIGNED, rates=Rates(override=Decimal("0.00")), daily_rate=DailyRate(amount=Decimal("0.00")))
    dear = replace(SIGNED, rates=Rates(group=Decimal("30.00")), daily_rate=DailyRate(amount=Decimal("30.00")))

    found = replay(
        AT_TWENTY_FIVE,
        past(
            ("LS-1", SIGNED, loan()),  # 2 × 20.00 → 2 × 25.00
            ("LS-2", SIGNED, loan(lasting=hours(1))),  # 20.00 → 25.00
            ("LS-3", free, loan()),
            ("LS-4", dear, loan()),  # 2 × 30.00 → 2 × 25.00
            ("LS-5", dear, loan(lasting=hours(1))),  # 30.00 → 25.00
        ),
    )

    assert (found.count, found.more, found.same, found.less) == (5, 2, 1, 2)
    assert (str(found.then), str(found.now), str(found.difference)) == ("150.00", "150.00", "0.00")
    assert [(each.code, str(each.then), str(each.difference)) for each in found.most] == [
        ("LS-1", "40.00", "10.00"),
        ("LS-4", "60.00", "-10.00"),
        ("LS-2", "20.00", "5.00"),
        ("LS-5", "30.00", "-5.00"),
    ]
    assert {each.guest for each in found.most} == {"Avery Ito"}


def test_only_the_ten_that_change_most_are_kept() -> None:
    longer = [(f"LS-{days:02}", SIGNED, loan(lasting=hours(24.5 * (days - 1)))) for days in range(1, 15)]

    found = replay(AT_TWENTY_FIVE, past(*longer))

    assert found.count == found.more == 14
    assert [each.code for each in found.most] == [f"LS-{days:02}" for days in range(14, 4, -1)]


def test_a_credit_above_its_new_line_is_told_and_counted_out() -> None:
    forgiven = loan(adjustments=(credit("40.00", on="daily_rate"),))
    cheaper = replace(AT_TWENTY, fees=Fees(daily_rate=FIVE))

    found = replay(
        cheaper, past(*[(f"LS-{number}", SIGNED, forgiven) for number in range(11)], ("LS-Y", SIGNED, loan()))
    )

    assert (found.count, found.refused_count, len(found.refused), str(found.then)) == (1, 11, 10, "40.00")
    assert (found.refused[0].code, found.refused[0].guest) == ("LS-0", "Avery Ito")
    assert found.refused[0].why == "The credit is above its line, which bears $10.00."


def test_settings_that_contradict_themselves_are_refused() -> None:
    odd = replace(AT_TWENTY, fees=Fees(billing_day_minutes=1))

    with pytest.raises(BadUsage) as refused:
        replay(odd, past(("LS-1", SIGNED, loan())))

    assert refused.value.field == "terms.billing_day.minutes"


def test_a_replay_of_nothing_changes_nothing() -> None:
    found = replay(AT_TWENTY, [])

    assert found == Replay()
    assert (found.difference, found.same, list(found.most)) == (Decimal(0), 0, [])


def test_a_cent_more_is_more() -> None:
    found = replay(
        replace(AT_TWENTY, fees=Fees(daily_rate=Decimal("20.01"))), past(("LS-1", SIGNED, loan(lasting=hours(1))))
    )

    assert (found.more, str(found.difference)) == (1, "0.01")
