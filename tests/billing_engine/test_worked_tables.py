"""The worked tables of docs/billing.md come to what they say."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case
from billing.domain.hold import hold_for
from billing.domain.invoice import Invoice
from billing.domain.settlement import Payment, refunds, settle
from billing.domain.supplement import supplement
from billing.domain.terms import (
    AllowanceBasis,
    BillingDay,
    BillingDayKind,
    ConvenienceFee,
    Fuel,
    HoldKind,
    HoldTerms,
    Mileage,
)
from billing.domain.usage import Adjustment
from kernel.money import rounded
from tests.billing_engine.loans import (
    CHICAGO,
    PICKUP,
    SALES_TAX,
    TWENTY_A_DAY,
    agreed,
    amounts,
    bill,
    credit,
    hours,
    later,
    loan,
    rx350,
    rz450e,
    toll,
)
from tests.billing_engine.test_rule_13_hold import FIFTY_A_DAY, SCHEDULED

PAGE = (Path(__file__).parents[2] / "docs" / "billing.md").read_text()
NOTHING = "–"
Row = dict[str, str]


def tables() -> dict[str, list[Row]]:
    """The rows of every worked table by its name, each by the headings of its columns."""
    found = {}
    for name, table in re.findall(r"^\*Worked: (\w+).*\*\n\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        head, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def rounding(row: Row) -> Row:
    return {"exact": row["exact"]} | {
        currency: str(rounded(Decimal(row["exact"]), currency)) for currency in ("USD", "JPY", "KWD")
    }


def days(row: Row) -> Row:
    kind, minutes = row["billing day"].split()
    setting = "minutes" if kind == "elapsed" else "grace_minutes"
    billing_day = BillingDay(kind=BillingDayKind(kind), **{setting: int(minutes)})
    pickup, dropoff = _in_chicago(row["picked up"]), _in_chicago(row["dropped off"])
    usage = replace(loan(), pickup=pickup, dropoff=dropoff, vehicles=(rx350(from_at=pickup),))
    return row | {"contract days": str(bill(agreed(billing_day=billing_day), usage).days)}


def _in_chicago(moment: str) -> datetime:
    return datetime.strptime(f"2026 {moment}", "%Y %d %b %H:%M").replace(tzinfo=CHICAGO)


def switch(row: Row) -> Row:
    other = rz450e(from_at=later(_lasting(row["switched after"])), daily_rate=row["its rate"])
    invoice = bill(agreed(daily_rate=TWENTY_A_DAY), loan(rx350(), other, lasting=_lasting(row["out for"])))
    return row | {"daily rate line": _line(invoice, "daily_rate")}


def _lasting(text: str) -> timedelta:
    return hours(float(text.removesuffix(" h")))


def _line(invoice: Invoice, code: str) -> str:
    return amounts(invoice).get(code, NOTHING)


def cover(row: Row) -> Row:
    usage = loan(lasting=_of_days(row["contract days"]), covered_days=int(row["covered"]))
    return row | {"daily rate line": _line(bill(agreed(daily_rate=TWENTY_A_DAY), usage), "daily_rate")}


def _of_days(count: str) -> timedelta:
    return hours(24.5 * (int(count) - 1))


def fuel(row: Row) -> Row:
    settings = Fuel(
        per_unit=_amount(row["price"]),
        allowance=_amount(row["allowance"]),
        allowance_basis=AllowanceBasis(row["compares with"]),
        convenience_fee=ConvenienceFee(amount=Decimal("5.00")),
    )
    car = replace(rx350(fuel_out=row["out"], fuel_in=row["in"]), capacity=Decimal(row["tank"]))
    invoice = bill(agreed(fuel=settings), loan(car))
    return row | {"fuel": _line(invoice, "fuel"), "convenience fee": _line(invoice, "fuel_convenience_fee")}


def _amount(cell: str) -> Decimal | None:
    return None if cell == NOTHING else Decimal(cell)


def mileage(row: Row) -> Row:
    settings = Mileage(daily_allowance=int(row["a day"]), per_unit=Decimal(row["rate"]))
    usage = loan(rx350(driven=int(row["driven"])), lasting=_of_days(row["contract days"]))
    return row | {"excess mileage": _line(bill(agreed(mileage=settings), usage), "excess_mileage")}


def taxes(row: Row) -> Row:
    lines = [
        toll(amount, id=f"a{place}", taxable=True) for place, amount in enumerate(row["taxable lines"].split(" + "))
    ]
    terms = agreed(taxes=(replace(SALES_TAX, percent=Decimal(row["percent"])),))
    return row | {"tax": _tax(bill(terms, loan(adjustments=tuple(lines))))}


def _tax(invoice: Invoice) -> str:
    return str(invoice.tax) if invoice.taxes else NOTHING


def supplements(row: Row) -> Row:
    terms = agreed(taxes=(SALES_TAX,))
    issued = bill(terms, loan(adjustments=(toll(row["taxable and billed"], taxable=True),)))
    added = supplement(terms, [issued], [_added(row["added, taxable"])])
    return row | {"tax so far": _tax(issued), "tax of the supplement": _tax(added)}


def _added(amount: str) -> Adjustment:
    return credit(amount.removeprefix("-")) if amount.startswith("-") else toll(amount, id="a2", taxable=True)


def hold(row: Row) -> Row:
    terms = agreed(daily_rate=FIFTY_A_DAY, hold=HoldTerms(kind=HoldKind(row["kind"]), deposit=Decimal("50.00")))
    return row | {"held": str(hold_for(terms, SCHEDULED).amount)}


def settlement(row: Row) -> Row:
    settled = settle(due=Decimal(row["due"]), hold=Decimal(row["hold"]), smallest_charge=Decimal("0.50"))
    columns = {
        "captured": settled.capture,
        "released": settled.release,
        "charged": settled.charge,
        "unsettled": settled.unsettled,
    }
    return row | {name: str(amount) if amount else "0" for name, amount in columns.items()}


def refunds_of(row: Row) -> Row:
    paid = [
        Payment(reference=amount, at=PICKUP.astimezone(UTC) + hours(place), amount=Decimal(amount))
        for place, amount in enumerate(row["paid"].split(", "))
    ]
    return row | {"refunded": ", ".join(str(refund.amount) for refund in refunds(paid, Decimal(row["surplus"])))}


WORKED: dict[str, Callable[[Row], Row]] = {
    "rounding": rounding,
    "days": days,
    "switch": switch,
    "cover": cover,
    "fuel": fuel,
    "mileage": mileage,
    "taxes": taxes,
    "supplements": supplements,
    "hold": hold,
    "settlement": settlement,
    "refunds": refunds_of,
}


def test_every_worked_table_is_run() -> None:
    assert list(tables()) == list(WORKED)
    assert all(tables().values())


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_table_comes_to_what_it_says(name: str) -> None:
    rows = tables()[name]

    worked = [WORKED[name](row) for row in rows]

    assert worked == rows


def test_the_example_of_the_form_is_priced() -> None:
    example = re.search(r"```json\n(\{\"currency\".*?\n)```", PAGE, re.DOTALL)
    assert example is not None

    invoice = invoice_form(price(*parse_case(json.loads(example[1]))))

    assert (invoice["subtotal"], invoice["tax"], invoice["total"]) == ("63.00", "2.72", "65.72")


@pytest.mark.parametrize("number", range(1, 16))
def test_every_rule_has_its_number(number: int) -> None:
    assert re.search(rf"^### {number}\. ", PAGE, re.MULTILINE)
