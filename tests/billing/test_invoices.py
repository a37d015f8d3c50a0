"""Invoices: numbered without gaps, whole with their evidence, never edited, only added to (billing.md rule 12)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from djmoney.money import Money

from billing.domain.evidence import price_again
from billing.domain.refusals import BadUsage
from billing.domain.usage import Adjustment, HandedOver, Reading, Usage
from billing.models import CostRecovery, Invoice
from billing.queries import balance, invoice_of, unsettled
from billing.services import NotBilled, issue_invoice, issue_supplement
from dealerships.domain.permissions import NotAllowed
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.situations.clock import at
from tests.situations.offers import cost_recovery
from tests.situations.staff import cashier, porter

ABOUT = "contract/LS-7Q4M"
THREE_DAYS = Usage(
    pickup=at(9),
    dropoff=at(12, 8),
    vehicles=(
        HandedOver(
            from_at=at(9),
            capacity=Decimal("18.0"),
            out=Reading(odometer=12_000, fuel=Decimal("1.000")),
            back=Reading(odometer=12_350, fuel=Decimal("0.875")),
        ),
    ),
)
TOLL = Adjustment(id="a1", code="charge:toll", amount=Decimal("4.50"), description="I-55, 10 March")


@pytest.fixture
def prices(store: Dealership) -> CostRecovery:
    """$45.00 a day, $4.00 a gallon, $0.25 a mile over 100 a day, 8 % on the daily rate."""
    return cost_recovery(store)


def test_a_bill_keeps_every_line_with_its_working(store: Dealership, prices: CostRecovery) -> None:
    invoice = billed(store, prices)

    lines = {line.code: line.amount for line in invoice.lines.order_by("position")}
    assert lines == {
        "daily_rate": Money("135.00", "USD"),  # 3 × 45.00
        "fuel": Money("9.00", "USD"),  # 0.125 × 18 gal × 4.00
        "excess_mileage": Money("12.50", "USD"),  # (350 − 3 × 100) × 0.25
    }
    assert all(line.working and line.description for line in invoice.lines.all())
    assert [(tax.kind, tax.amount) for tax in invoice.taxes.all()] == [("sales", Money("10.80", "USD"))]
    assert invoice.total == Money("167.30", "USD")  # 156.50 + 10.80


def test_a_bill_can_be_priced_again_from_its_evidence(store: Dealership, prices: CostRecovery) -> None:
    invoice = Invoice.objects.get(pk=billed(store, prices).pk)

    assert price_again(invoice.evidence).total == invoice.total.amount


def test_what_is_free_stands_on_the_bill_at_zero(store: Dealership) -> None:
    prices = cost_recovery(store, daily_rate=Money(0, "USD"))

    invoice = billed(store, prices)

    [free] = invoice.lines.filter(waived=True)
    assert (free.code, free.amount) == ("daily_rate", Money(0, "USD"))


def test_numbers_have_no_gaps_even_when_a_bill_fails(store: Dealership, prices: CostRecovery) -> None:
    first = billed(store, prices, about="contract/A")
    with pytest.raises(IntegrityError), transaction.atomic():
        billed(store, prices, about="contract/A")

    second = billed(store, prices, about="contract/B")

    assert (first.number, second.number) == ("000001", "000002")


def test_each_dealership_counts_its_own(store: Dealership, neighbour: Dealership, prices: CostRecovery) -> None:
    billed(store, prices)

    with as_dealership(neighbour):
        theirs = billed(neighbour, cost_recovery(neighbour))

        assert theirs.number == "000001"
        assert invoice_of(dealership=neighbour, about=ABOUT) == theirs


@pytest.mark.parametrize("statement", ["UPDATE billing_invoice SET total = 0", "DELETE FROM billing_invoiceline"])
def test_a_bill_is_never_edited_not_even_by_raw_sql(store: Dealership, prices: CostRecovery, statement: str) -> None:
    billed(store, prices)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_impossible_usage_bills_nothing(store: Dealership, prices: CostRecovery) -> None:
    with pytest.raises(BadUsage):
        issue_invoice(
            dealership=store,
            about=ABOUT,
            terms=prices.terms(time_zone=store.time_zone),
            usage=replace(THREE_DAYS, adjustments=(credit("a2", "fuel", "9.01"),)),
            at=at(12),
        )

    assert not Invoice.objects.exists()


def test_a_toll_that_comes_later_is_billed_on_a_supplement(store: Dealership, prices: CostRecovery) -> None:
    invoice = billed(store, prices)

    more = issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL], by=cashier(), at=at(20))

    assert (more.supplements, more.total) == (invoice, Money("4.50", "USD"))
    assert balance(dealership=store, about=ABOUT).total == Decimal("171.80")  # 167.30 + 4.50
    assert unsettled(dealership=store, about=[ABOUT, "contract/none"]) == Money("171.80", "USD")


def test_a_credit_takes_its_tax_back_too(store: Dealership, prices: CostRecovery) -> None:
    billed(store, prices)

    less = issue_supplement(
        dealership=store, about=ABOUT, adjustments=[credit("c1", "daily_rate", "45.00")], by=cashier(), at=at(20)
    )

    assert less.total == Money("-48.60", "USD")  # 45.00 + 8 %


def test_a_charge_credited_in_a_supplement_can_not_be_credited_twice(store: Dealership, prices: CostRecovery) -> None:
    billed(store, prices)
    issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL], by=cashier(), at=at(20))
    issue_supplement(dealership=store, about=ABOUT, adjustments=[credit("c1", "a1", "4.50")], by=cashier(), at=at(21))

    with pytest.raises(BadUsage):
        issue_supplement(
            dealership=store, about=ABOUT, adjustments=[credit("c2", "a1", "0.01")], by=cashier(), at=at(22)
        )


def test_nothing_is_added_to_a_loan_that_was_never_billed(store: Dealership) -> None:
    with pytest.raises(NotBilled, match="no bill yet"):
        issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL], by=cashier(), at=at(20))


def test_a_porter_adds_nothing_to_a_bill(store: Dealership, prices: CostRecovery) -> None:
    billed(store, prices)

    with pytest.raises(NotAllowed):
        issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL], by=porter(), at=at(20))


def billed(store: Dealership, prices: CostRecovery, *, about: str = ABOUT) -> Invoice:
    terms = prices.terms(time_zone=store.time_zone)
    return issue_invoice(dealership=store, about=about, terms=terms, usage=THREE_DAYS, at=at(12))


def credit(identifier: str, line: str, amount: str) -> Adjustment:
    return Adjustment(id=identifier, code="credit", credits=line, amount=Decimal(amount), description="Goodwill")
