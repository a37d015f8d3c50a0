"""Rule 10: each tax is its percentage of the taxable lines, rounded by itself, never on another tax."""

from dataclasses import replace
from decimal import Decimal

from billing.domain.terms import CustomFee, CustomFeeKind, DailyRate, FeeFrequency, Tax, TaxKind
from tests.billing_engine.loans import SALES_TAX, TWENTY_A_DAY, agreed, bill, credit, line_of, loan, toll

TAXED_RATE = replace(TWENTY_A_DAY, taxable=True)
FACILITY = CustomFee(
    kind=CustomFeeKind.FACILITY, frequency=FeeFrequency.PER_CONTRACT, amount=Decimal("3.50"), taxable=True
)


def taxes(terms_and_more: dict[str, object], *adjustments: object) -> dict[str, str]:
    invoice = bill(agreed(**terms_and_more), loan(adjustments=adjustments))
    return {tax.kind: str(tax.amount) for tax in invoice.taxes}


def test_a_tax_is_on_the_sum_of_the_taxable_lines() -> None:
    assert taxes({"daily_rate": TAXED_RATE, "custom_fees": (FACILITY,), "taxes": (SALES_TAX,)}) == {
        "sales": "2.72"  # 6.25 % of 40.00 + 3.50 = 2.71875; of each alone 2.50 + 0.22
    }


def test_lines_without_the_mark_are_not_taxed() -> None:
    assert taxes({"daily_rate": TWENTY_A_DAY, "custom_fees": (FACILITY,), "taxes": (SALES_TAX,)}) == {"sales": "0.22"}


def test_each_tax_is_rounded_by_itself_and_never_on_another() -> None:
    half_a_cent_each = (
        Tax(kind=TaxKind.CITY, percent=Decimal("0.0125")),
        Tax(kind=TaxKind.COUNTY, percent=Decimal("0.0125")),
    )

    assert taxes({"daily_rate": TAXED_RATE, "taxes": half_a_cent_each}) == {"city": "0.01", "county": "0.01"}


def test_taxes_stand_in_the_order_of_the_terms_and_make_the_total() -> None:
    rental = Tax(kind=TaxKind.RENTAL, percent=Decimal("2.5"))

    invoice = bill(agreed(daily_rate=TAXED_RATE, taxes=(rental, SALES_TAX)), loan())

    assert [(tax.kind, str(tax.percent), str(tax.amount)) for tax in invoice.taxes] == [
        ("rental", "2.5", "1.00"),
        ("sales", "6.25", "2.50"),
    ]
    assert (str(invoice.subtotal), str(invoice.tax), str(invoice.total)) == ("40.00", "3.50", "43.50")


def test_a_tax_that_comes_to_nothing_is_left_out() -> None:
    assert taxes({"daily_rate": TWENTY_A_DAY, "taxes": (SALES_TAX,)}) == {}
    assert taxes({"daily_rate": TAXED_RATE, "taxes": (replace(SALES_TAX, percent=Decimal(0)),)}) == {}


def test_a_whole_hundred_percent_is_a_tax() -> None:
    assert taxes({"daily_rate": TAXED_RATE, "taxes": (replace(SALES_TAX, percent=Decimal(100)),)}) == {"sales": "40.00"}


def test_a_credit_takes_the_mark_of_the_line_it_credits() -> None:
    settings = {"daily_rate": TAXED_RATE, "taxes": (SALES_TAX,)}

    on_the_taxed_rate = taxes(settings, credit("8.00", on="daily_rate"))
    on_an_untaxed_toll = taxes(settings, toll(), credit("4.50"))

    assert (on_the_taxed_rate, on_an_untaxed_toll) == ({"sales": "2.00"}, {"sales": "2.50"})  # 6.25 % of 32, of 40


def test_a_charge_entered_by_staff_is_taxed_as_it_is_marked() -> None:
    assert taxes({"taxes": (SALES_TAX,)}, toll("16.00", taxable=True)) == {"sales": "1.00"}
    assert taxes({"taxes": (SALES_TAX,)}, toll("16.00")) == {}


def test_the_tax_is_on_rounded_lines() -> None:
    a_hair_below = DailyRate(amount=Decimal("19.9975"), taxable=True)
    tenth = Tax(kind=TaxKind.LUXURY, percent=Decimal("12.5125"))

    invoice = bill(agreed(daily_rate=a_hair_below, taxes=(tenth,)), loan())

    assert str(line_of(invoice, "daily_rate").amount) == "40.00"
    assert str(invoice.tax) == "5.01"  # 12.5125 % of 40.00 = 5.005; of 39.995 it would be 5.00
