"""Rule 12: what staff enter are lines; after the invoice is issued they are supplements, never edits."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from billing.domain.evidence import EvidenceContradicts, add_again, evidence_of
from billing.domain.form.out import Form
from billing.domain.invoice import Invoice
from billing.domain.refusals import BadUsage
from billing.domain.supplement import supplement
from billing.domain.terms import CustomFee, CustomFeeKind, FeeFrequency
from billing.domain.usage import Adjustment
from tests.billing_engine.loans import SALES_TAX, TWENTY_A_DAY, agreed, amounts, bill, credit, line_of, loan, toll

TERMS = agreed(daily_rate=replace(TWENTY_A_DAY, taxable=True), taxes=(SALES_TAX,))
CLEANING = Adjustment(id="a2", code="charge:deep_cleaning", amount=Decimal("80.00"), taxable=True)


def refused_field(*adjustments: Adjustment) -> str:
    with pytest.raises(BadUsage) as refused:
        bill(TERMS, loan(adjustments=adjustments))
    return refused.value.field


def test_charges_and_credits_follow_the_other_lines_as_they_were_entered() -> None:
    invoice = bill(TERMS, loan(adjustments=(toll(), credit("1.00"), CLEANING)))

    assert [(line.code, line.id, line.credits, str(line.amount)) for line in invoice.lines] == [
        ("daily_rate", None, None, "40.00"),
        ("charge:toll", "a1", None, "4.50"),
        ("credit", "c1", "a1", "-1.00"),
        ("charge:deep_cleaning", "a2", None, "80.00"),
    ]


def test_their_working_is_what_staff_wrote() -> None:
    fee = CustomFee(kind=CustomFeeKind.ROAD_SAFETY, frequency=FeeFrequency.PER_CONTRACT, amount=Decimal(2))
    terms = replace(TERMS, custom_fees=(fee,))
    goodwill = credit("1.00", id="c1"), credit("1.00", id="c2", on="daily_rate"), credit("1", id="c3", on=ROAD_SAFETY)

    invoice = bill(terms, loan(adjustments=(toll(), CLEANING, *goodwill)))

    assert [line.working for line in invoice.lines[2:]] == [
        "Toll: I-55, 3 Mar",
        "Deep cleaning.",
        "Credit on toll: Goodwill",
        "Credit on daily rate: Goodwill",
        "Credit on road safety fee: Goodwill",
    ]


ROAD_SAFETY = "custom_fee:road_safety"


def test_a_credit_may_take_all_of_its_line() -> None:
    invoice = bill(TERMS, loan(adjustments=(credit("40.00", on="daily_rate"),)))

    assert (str(invoice.subtotal), str(invoice.tax)) == ("0.00", "0.00")


def test_a_credit_never_exceeds_what_its_line_still_bears() -> None:
    assert refused_field(toll("4.50"), credit("4.51")) == "adjustments[1].amount"
    assert refused_field(toll("4.50"), credit("3.00"), credit("1.51", id="c2")) == "adjustments[2].amount"


def test_what_a_line_bears_is_its_rounded_amount() -> None:
    half_a_cent_up = toll("4.495"), credit("4.50")

    assert str(bill(TERMS, loan(adjustments=half_a_cent_up)).subtotal) == "40.00"


def test_a_credit_of_a_line_that_is_not_there_is_refused() -> None:
    assert refused_field(credit("1.00", on="a9")) == "adjustments[0].credits"
    assert refused_field(credit("1.00", on="excess_mileage")) == "adjustments[0].credits"


def test_a_charge_is_credited_by_its_id_and_not_by_its_code() -> None:
    assert refused_field(toll(), credit("1.00", on="charge:toll")) == "adjustments[1].credits"


def test_a_credit_is_not_credited() -> None:
    assert refused_field(toll(), credit("1.00"), credit("1.00", id="c2", on="c1")) == "adjustments[2].credits"


def test_a_credit_before_its_charge_has_nothing_to_credit_yet() -> None:
    assert refused_field(credit("1.00"), toll()) == "adjustments[0].credits"


def test_a_waived_line_is_not_there_to_be_credited() -> None:
    with pytest.raises(BadUsage) as refused:
        bill(TERMS, loan(covered_days=2, adjustments=(credit("1.00", on="daily_rate"),)))

    assert refused.value.field == "adjustments[0].credits"


def test_amounts_of_nothing_are_left_out() -> None:
    assert amounts(bill(TERMS, loan(adjustments=(toll("0.00"),)))) == {"daily_rate": "40.00"}


def test_a_supplement_bills_only_what_is_new() -> None:
    issued = bill(TERMS, loan())

    added = supplement(TERMS, [issued], [CLEANING])

    assert amounts(added) == {"charge:deep_cleaning": "80.00"}
    assert (str(added.tax), str(added.total), added.days, added.waived) == ("5.00", "85.00", 2, ())


def test_the_tax_of_a_supplement_is_the_tax_on_both_bases_less_what_was_billed() -> None:
    issued = bill(TERMS, loan(adjustments=(toll("0.06", taxable=True),)))
    same_again = toll("0.06", id="a2", taxable=True)

    added = supplement(TERMS, [issued], [same_again])

    assert str(issued.tax) == "2.50"  # 6.25 % of 40.06 = 2.50375
    assert str(added.tax) == "0.01"  # 6.25 % of 40.12 = 2.5075, 2.51 − 2.50; of 0.06 alone it would be 0.00


def test_a_supplement_of_credits_gives_tax_back() -> None:
    issued = bill(TERMS, loan())

    added = supplement(TERMS, [issued], [credit("40.00", on="daily_rate")])

    assert [(tax.kind, str(tax.amount)) for tax in added.taxes] == [("sales", "-2.50")]
    assert str(added.total) == "-42.50"


def test_a_tax_that_doesn_t_change_is_left_out_of_a_supplement() -> None:
    added = supplement(TERMS, [bill(TERMS, loan())], [toll()])

    assert (added.taxes, str(added.total)) == ((), "4.50")


def test_the_first_tax_may_come_with_a_supplement() -> None:
    untaxed_so_far = replace(TERMS, daily_rate=TWENTY_A_DAY)

    added = supplement(untaxed_so_far, [bill(untaxed_so_far, loan())], [CLEANING])

    assert str(added.tax) == "5.00"  # 6.25 % of 80.00


def test_the_tax_of_a_supplement_is_exact_however_long_its_amount() -> None:
    immense = replace(CLEANING, amount=Decimal("9" * 30))

    added = supplement(TERMS, [bill(TERMS, loan())], [immense])

    assert str(added.tax) == "62499999999999999999999999999.94"  # 6.25 % of 10³⁰ − 1, to the cent


def test_supplements_build_on_each_other() -> None:
    issued: list[Invoice] = [bill(TERMS, loan())]
    issued.append(supplement(TERMS, issued, [toll("10.00", taxable=True)]))
    issued.append(supplement(TERMS, issued, [credit("6.00")]))

    with pytest.raises(BadUsage) as refused:
        supplement(TERMS, issued, [credit("4.01", id="c2")])

    assert refused.value.field == "adjustments[0].amount"
    assert str(sum(invoice.tax for invoice in issued)) == "2.75"  # 6.25 % of 44.00


def test_a_supplement_never_reuses_the_id_of_a_charge_or_credit() -> None:
    issued = bill(TERMS, loan(adjustments=(toll(),)))

    with pytest.raises(BadUsage) as refused:
        supplement(TERMS, [issued], [CLEANING, toll()])

    assert refused.value.field == "adjustments[1].id"


def test_a_supplement_refuses_unsound_charges_as_the_invoice_does() -> None:
    with pytest.raises(BadUsage) as refused:
        supplement(TERMS, [bill(TERMS, loan())], [replace(CLEANING, amount=Decimal(-1))])

    assert refused.value.field == "adjustments[0].amount"


def test_a_supplement_without_a_card_is_untaxed() -> None:
    cardless = replace(TERMS, collect_card=False)

    added = supplement(cardless, [bill(cardless, loan())], [CLEANING])

    assert (str(added.tax), str(added.total)) == ("0.00", "80.00")
    assert line_of(added, "charge:deep_cleaning").taxable


def kept(issued: list[Invoice], *adjustments: Adjustment) -> tuple[Invoice, Any]:
    """A supplement, and the evidence that is kept of it."""
    added = supplement(TERMS, issued, adjustments)
    return added, evidence_of(TERMS, loan(), added)


def test_a_supplement_is_worked_out_again_from_its_evidence() -> None:
    first = bill(TERMS, loan())
    added, evidence = kept([first], toll(), CLEANING, credit("40.00", on="daily_rate"))

    assert add_again(evidence, TERMS, [first]) == replace(added, lines=unsaid(added))


def unsaid(invoice: Invoice) -> tuple[Any, ...]:
    """Its lines, but for what staff wrote: that is no part of the money."""
    plain = {"charge:toll": "Toll.", "charge:deep_cleaning": "Deep cleaning.", "credit": "Credit on daily rate."}
    return tuple(line._replace(told=plain[line.code]) for line in invoice.lines)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("lines", {"unit_price": "4.51"}),
        ("lines", {"amount": "4.51"}),
        ("lines", {"taxable": True}),
        ("taxes", {"amount": "5.01"}),
    ],
)
def test_a_touched_supplement_contradicts(part: str, change: Form) -> None:
    first = bill(TERMS, loan())
    _, evidence = kept([first], toll(), CLEANING)
    evidence["invoice"][part][0].update(change)

    with pytest.raises(EvidenceContradicts):
        add_again(evidence, TERMS, [first])


@pytest.mark.parametrize("lost", ["id", "unit_price"])
def test_a_supplement_s_line_without_its_id_or_amount_is_refused(lost: str) -> None:
    first = bill(TERMS, loan())
    _, evidence = kept([first], toll(), CLEANING)
    evidence["invoice"]["lines"][1][lost] = None

    with pytest.raises(BadUsage) as refused:
        add_again(evidence, TERMS, [first])

    assert refused.value.field == "invoice.lines[1]"
    assert refused.value.message == "A supplement has only charges and credits, each with its id and amount."


def test_what_was_billed_already_is_refused_in_words() -> None:
    first = bill(TERMS, loan(adjustments=(toll(),)))

    with pytest.raises(BadUsage, match="“a1” was billed already"):
        supplement(TERMS, [first], [toll()])


def test_the_taxes_of_a_supplement_keep_their_percentage() -> None:
    added = supplement(TERMS, [bill(TERMS, loan())], [CLEANING])

    assert [(tax.kind, tax.percent, str(tax.amount)) for tax in added.taxes] == [("sales", SALES_TAX.percent, "5.00")]


def test_a_credit_above_its_line_says_what_is_left_of_it() -> None:
    with pytest.raises(BadUsage, match=r"bears \$1\.50\."):
        bill(TERMS, loan(adjustments=(toll("4.50"), credit("3.00"), credit("1.51", id="c2"))))


def test_credits_before_a_supplement_leave_only_the_rest_to_credit() -> None:
    first = bill(TERMS, loan(adjustments=(toll("4.50"), credit("1.00"), credit("1.00", id="c2"))))

    assert str(supplement(TERMS, [first], [credit("2.50", id="c3")]).total) == "-2.50"
    with pytest.raises(BadUsage, match=r"bears \$2\.50\."):
        supplement(TERMS, [first], [credit("2.51", id="c3")])
