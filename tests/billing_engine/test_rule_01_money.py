"""Rule 1: decimals in one currency, each line rounded once at its end, half away from zero."""

from dataclasses import replace
from decimal import Decimal, getcontext, localcontext

import pytest

from billing.domain.terms import CustomFee, CustomFeeKind, DailyRate, FeeFrequency, Fuel
from kernel.money import UnknownCurrency, exact_text, in_words, minor_unit, rounded
from tests.billing_engine.loans import agreed, amounts, bill, hours, loan, rx350, rz450e


@pytest.mark.parametrize(
    ("exact", "currency", "comes_to"),
    [
        ("2.715", "USD", "2.72"),
        ("2.725", "USD", "2.73"),
        ("2.7149999999999999999999999999999999999", "USD", "2.71"),
        ("-2.715", "USD", "-2.72"),
        ("20", "USD", "20.00"),
        ("20.5", "JPY", "21"),
        ("20.4999", "JPY", "20"),
        ("20.0005", "KWD", "20.001"),
    ],
)
def test_half_a_minor_unit_goes_away_from_zero(exact: str, currency: str, comes_to: str) -> None:
    assert str(rounded(Decimal(exact), currency)) == comes_to


def test_a_line_is_rounded_once_at_its_end() -> None:
    rate = DailyRate(amount=Decimal("20.005"))

    invoice = bill(agreed(daily_rate=rate), loan(lasting=hours(48)))

    assert amounts(invoice) == {"daily_rate": "40.01"}  # 2 × 20.005, not 2 × 20.01


def test_fuel_of_two_vehicles_is_rounded_once() -> None:
    three_quarters_of_a_cent = Fuel(per_unit=Decimal("0.0075"))
    each_short = rx350(fuel_in="0.875"), rx350(fuel_in="0.875")

    invoice = bill(agreed(fuel=three_quarters_of_a_cent), loan(*each_short))

    assert amounts(invoice) == {"fuel": "0.03"}  # 2 × 2 gal × 0.0075; each alone would be 0.02


def test_sums_are_sums_of_rounded_lines() -> None:
    fees = tuple(
        CustomFee(kind=kind, frequency=FeeFrequency.PER_CONTRACT, amount=Decimal("0.005"))
        for kind in (CustomFeeKind.FACILITY, CustomFeeKind.TRIP)
    )

    invoice = bill(agreed(custom_fees=fees), loan())

    assert str(invoice.subtotal) == "0.02"  # 0.01 + 0.01


def test_yen_have_no_decimals_and_dinars_three() -> None:
    rate = DailyRate(amount=Decimal("10.5"))

    in_yen = bill(agreed(currency="JPY", daily_rate=rate), loan(lasting=hours(1)))
    in_dinars = bill(agreed(currency="KWD", daily_rate=rate), loan(lasting=hours(1)))

    assert (str(in_yen.total), str(in_dinars.total)) == ("11", "10.500")


def test_of_the_longest_numbers_no_digit_is_cut_before_the_rounding() -> None:
    just_under_a_cent_more = Fuel(per_unit=Decimal("0." + "3" * 40))
    immense = replace(rx350(fuel_in="0"), capacity=Decimal("3" + "0" * 39))

    invoice = bill(agreed(fuel=just_under_a_cent_more), loan(immense))

    assert amounts(invoice) == {"fuel": "9" * 39 + "." + "90"}  # 3e39 × 0.333…3, to the last of its 40 digits


def test_the_caller_s_decimal_context_changes_nothing() -> None:
    terms, usage = agreed(daily_rate=DailyRate(amount=Decimal("1234567.89"))), loan(rz450e())

    with localcontext() as careless:
        careless.prec = 3
        invoice = bill(terms, usage)

    assert getcontext().prec > 3
    assert str(invoice.total) == "2469135.78"


def test_each_currency_has_its_smallest_amount() -> None:
    assert [str(minor_unit(currency)) for currency in ("USD", "JPY", "KWD")] == ["0.01", "1", "0.001"]


def test_a_currency_that_does_not_exist_has_no_minor_unit() -> None:
    with pytest.raises(UnknownCurrency, match="XYZ"):
        rounded(Decimal(1), "XYZ")


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("20", "USD", "$20.00"),
        ("3.499", "USD", "$3.499"),
        ("99.995", "USD", "$99.995"),
        ("-5", "USD", "-$5.00"),
        ("1234.5", "USD", "$1,234.50"),
        ("1E+3", "USD", "$1,000.00"),
        ("500", "JPY", "¥500"),
        ("3.25", "KWD", "KWD 3.250"),
    ],
)
def test_amounts_are_written_for_people(amount: str, currency: str, words: str) -> None:
    assert in_words(Decimal(amount), currency) == words


def test_an_exact_amount_is_never_cut() -> None:
    assert exact_text(Decimal(20), "USD") == "20.00"
    assert exact_text(Decimal("0.0075"), "USD") == "0.0075"
