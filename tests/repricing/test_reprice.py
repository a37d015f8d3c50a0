"""`manage.py reprice`: every bill is priced again from its evidence, and whatever was tampered with is named."""

from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from djmoney.money import Money

from billing.models import CostRecovery, Invoice, InvoiceLine, InvoiceTax
from billing.services import issue_supplement
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.billing.test_invoices import ABOUT, TOLL, billed, credit
from tests.situations.clock import at
from tests.situations.offers import cost_recovery
from tests.situations.staff import cashier

Evidence = dict[str, Any]
GOODWILL = credit("c1", "daily_rate", "45.00")


def reprice() -> tuple[int, str]:
    said, code = StringIO(), 0
    try:
        call_command("reprice", stdout=said)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, said.getvalue()


def forged(honest: Invoice, change: Callable[[Evidence], None], **columns: Any) -> Invoice:
    """A copy of an honest invoice for another loan, with other evidence or other columns."""
    evidence = deepcopy(honest.evidence)
    change(evidence)
    kept = {
        field.attname: getattr(honest, field.attname)
        for field in Invoice._meta.concrete_fields
        if not field.primary_key
    }
    forged = Invoice.objects.create(
        **kept | {"number": "000099", "about": "contract/LS-9F0R", "evidence": evidence} | columns
    )
    for rows in (InvoiceLine.objects.filter(invoice=honest), InvoiceTax.objects.filter(invoice=honest)):
        for row in rows:
            row.pk, row.invoice = None, forged
            row.save(force_insert=True)
    return forged


def nothing(evidence: Evidence) -> None:
    """Leave the evidence alone."""


def test_honest_bills_of_every_dealership_come_to_the_same_cent(
    store: Dealership, neighbour: Dealership, prices: CostRecovery
) -> None:
    billed(store, prices)
    issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL, GOODWILL], by=cashier(), at=at(20))
    issue_supplement(dealership=store, about=ABOUT, adjustments=[credit("c2", "a1", "4.50")], by=cashier(), at=at(21))
    with as_dealership(neighbour):
        billed(neighbour, cost_recovery(neighbour))

    code, said = reprice()

    assert (code, said) == (0, "4 invoices priced again, 0 differ.\n")


def cheaper_rate(evidence: Evidence) -> None:
    evidence["case"]["terms"]["daily_rate"]["amount"] = "44.99"


def shorter_loan(evidence: Evidence) -> None:
    evidence["case"]["dropoff"] = evidence["case"]["pickup"]


def other_total(evidence: Evidence) -> None:
    evidence["invoice"]["total"] = "167.31"


def untaxed_line(evidence: Evidence) -> None:
    evidence["invoice"]["lines"][0]["taxable"] = False


def impossible_usage(evidence: Evidence) -> None:
    evidence["case"]["vehicles"][0]["in"]["odometer"] = 1


def other_engine(evidence: Evidence) -> None:
    evidence["engine"] = "0"


def lost_case(evidence: Evidence) -> None:
    del evidence["case"]


@pytest.mark.parametrize(
    "tampering", [cheaper_rate, shorter_loan, other_total, untaxed_line, impossible_usage, other_engine, lost_case]
)
def test_tampered_evidence_is_found(
    store: Dealership, prices: CostRecovery, tampering: Callable[[Evidence], None]
) -> None:
    forged(billed(store, prices), tampering)

    code, said = reprice()

    assert code == 1
    assert f"{store.slug} 000099 contract/LS-9F0R: " in said
    assert said.endswith("2 invoices priced again, 1 differ.\n")


@pytest.mark.parametrize(
    ("column", "what"),
    [
        ({"total": Money("1.00", "USD")}, "the sums"),
        ({"days": 4}, "currency or days"),
        ({"engine_version": "0"}, "the engine"),
    ],
)
def test_a_tampered_row_is_found(store: Dealership, prices: CostRecovery, column: dict[str, Any], what: str) -> None:
    forged(billed(store, prices), nothing, **column)

    code, said = reprice()

    assert (code, what in said) == (1, True)


def test_a_line_slipped_in_is_found(store: Dealership, prices: CostRecovery) -> None:
    invoice = billed(store, prices)
    InvoiceLine.objects.create(
        dealership=store, invoice=invoice, position=9, code="charge:toll", amount=Money("9.00", "USD"), working="Toll."
    )

    code, said = reprice()

    assert (code, "the lines" in said) == (1, True)


def other_words(evidence: Evidence) -> None:
    evidence["invoice"]["lines"][0]["working"] = "1 contract day, because the guest was friendly."


def test_a_line_that_tells_the_guest_something_else_than_its_evidence_is_found(
    store: Dealership, prices: CostRecovery
) -> None:
    forged(billed(store, prices), other_words)

    code, said = reprice()

    assert (code, "the words" in said) == (1, True)


def double_toll(evidence: Evidence) -> None:
    evidence["invoice"]["lines"][0]["unit_price"] = "9.00"


def other_terms(evidence: Evidence) -> None:
    evidence["case"]["terms"]["taxes"] = []


@pytest.mark.parametrize("tampering", [double_toll, other_terms])
def test_a_tampered_supplement_is_found(
    store: Dealership, prices: CostRecovery, tampering: Callable[[Evidence], None]
) -> None:
    first = billed(store, prices)
    more = issue_supplement(dealership=store, about=ABOUT, adjustments=[TOLL], by=cashier(), at=at(20))
    honest_again = Invoice.objects.get(pk=more.pk)

    honest_again.evidence["invoice"]["lines"][0]["id"] = "a7"
    forged(honest_again, tampering, about=ABOUT, supplements_id=first.pk)
    code, said = reprice()

    assert code == 1
    assert "000099" in said
