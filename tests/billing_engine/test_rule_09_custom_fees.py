"""Rule 9: custom fees, once per contract or per contract day."""

from decimal import Decimal

from billing.domain.terms import CustomFee, CustomFeeKind, FeeFrequency
from tests.billing_engine.loans import agreed, amounts, bill, hours, line_of, loan


def fee(kind: CustomFeeKind, frequency: FeeFrequency, amount: str) -> CustomFee:
    return CustomFee(kind=kind, frequency=frequency, amount=Decimal(amount))


FACILITY = fee(CustomFeeKind.FACILITY, FeeFrequency.PER_CONTRACT, "3.50")
ROAD_SAFETY = fee(CustomFeeKind.ROAD_SAFETY, FeeFrequency.PER_DAY, "1.25")


def test_a_fee_per_contract_is_due_once_and_a_fee_per_day_for_each_contract_day() -> None:
    invoice = bill(agreed(custom_fees=(FACILITY, ROAD_SAFETY)), loan(lasting=hours(49)))

    assert amounts(invoice) == {"custom_fee:facility": "3.50", "custom_fee:road_safety": "3.75"}  # 3 × 1.25
    assert line_of(invoice, "custom_fee:road_safety").quantity == 3


def test_fees_stand_in_the_order_of_the_terms() -> None:
    invoice = bill(agreed(custom_fees=(ROAD_SAFETY, FACILITY)), loan())

    assert list(amounts(invoice)) == ["custom_fee:road_safety", "custom_fee:facility"]


def test_the_working_says_how_often() -> None:
    invoice = bill(agreed(custom_fees=(FACILITY, ROAD_SAFETY)), loan())

    assert [line.working for line in invoice.lines] == ["Once per contract, $3.50.", "2 contract days × $1.25."]


def test_a_fee_of_nothing_is_left_out() -> None:
    free = fee(CustomFeeKind.RECOVERY, FeeFrequency.PER_DAY, "0.00")

    assert amounts(bill(agreed(custom_fees=(free,)), loan())) == {}
