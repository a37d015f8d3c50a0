"""Rule 11: where no customer card is collected, no cost is recovered; what staff enter stands, untaxed."""

from dataclasses import replace

from billing.domain.hold import HoldAction, hold_for
from tests.billing_engine.loans import (
    QUARTER_A_MILE,
    SALES_TAX,
    TWENTY_A_DAY,
    agreed,
    amounts,
    bill,
    credit,
    loan,
    rx350,
    toll,
)
from tests.billing_engine.test_rule_05_to_07_fuel import GAS
from tests.billing_engine.test_rule_09_custom_fees import FACILITY
from tests.billing_engine.test_rule_13_hold import BOTH

EVERYTHING = agreed(
    daily_rate=replace(TWENTY_A_DAY, taxable=True),
    fuel=GAS,
    mileage=QUARTER_A_MILE,
    custom_fees=(FACILITY,),
    taxes=(SALES_TAX,),
    hold=BOTH,
)
CARDLESS = replace(EVERYTHING, collect_card=False)
THIRSTY = rx350(driven=900, fuel_in="0.250")


def test_the_same_loan_costs_something_with_a_card_and_nothing_without() -> None:
    with_card, without = (bill(terms, loan(THIRSTY)) for terms in (EVERYTHING, CARDLESS))

    assert with_card.total > 0
    assert (without.days, without.lines, without.waived, without.taxes, str(without.total)) == (2, (), (), (), "0.00")


def test_charges_and_credits_by_staff_stand_untaxed() -> None:
    invoice = bill(CARDLESS, loan(adjustments=(toll(taxable=True), credit("2.25"))))

    assert amounts(invoice) == {"charge:toll": "4.50", "credit": "-2.25"}
    assert [line.taxable for line in invoice.lines] == [True, True]
    assert (str(invoice.tax), str(invoice.total)) == ("0.00", "2.25")


def test_nothing_is_held() -> None:
    hold = hold_for(CARDLESS, loan())

    assert (hold.action, str(hold.amount)) == (HoldAction.NOTHING, "0.00")
