"""The receipt of a loan as a paper: every line with its working, taxes, payments, what is left."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from billing.domain.payments import BRINGS_MONEY, HoldState, PaymentKind, PaymentState
from billing.queries import balance, holds, payments
from contracts.domain.paper import ReceiptPaper, Row
from contracts.domain.wording import (
    money_in_words,
    time_in_words,
)
from contracts.models import Contract
from contracts.queries.bills import issued_bill
from contracts.queries.loans import contract, handovers, loan, terms_in_force
from contracts.queries.papers import readings, store
from dealerships.models import Dealership

if TYPE_CHECKING:
    from billing.models import Hold, Payment
    from reservations.models import Reservation


def receipt_paper(*, dealership: Dealership, code: str) -> ReceiptPaper:
    """The receipt of a finished contract, with its payments as they stand."""
    of, booked = contract(dealership=dealership, code=code), loan(dealership=dealership, code=code)
    invoice = of.invoice
    if invoice is None:
        raise NotFinished
    bill = issued_bill(invoice)
    frozen = terms_in_force(dealership=dealership, contract=of)
    lines = [
        Row(label=line.label, value=_told(line.amount.amount, invoice.currency), note=line.working)
        for line in bill.lines
    ]
    base = sum((row.amount.amount for row in invoice.lines.all() if row.taxable), Decimal(0))
    note = f"On the taxable lines, {_told(base, invoice.currency)}"
    taxes = [Row(label=tax.label, value=_told(tax.amount.amount, invoice.currency), note=note) for tax in bill.taxes]
    return ReceiptPaper(
        code=code,
        number=invoice.number,
        printed_at=invoice.issued_at,
        date=time_in_words(invoice.issued_at, dealership.zone),
        store=store(dealership, booked),
        facts=list(_receipt_facts(dealership, of, booked)),
        lines=[*lines, *taxes],
        total=_told(invoice.total.amount, invoice.currency),
        payments=list(_payments(dealership, booked, invoice.currency)),
        left=_told(balance(dealership=dealership, about=booked.reference).unsettled, invoice.currency),
        agreement_digest=frozen.digest if frozen else "",
    )


class NotFinished(Exception):
    """A contract without a bill has no receipt."""


def _receipt_facts(dealership: Dealership, of: Contract, booked: "Reservation") -> Iterator[Row]:
    yield Row(label="Driver", value=booked.customer.name)
    for row in handovers(dealership=dealership, contract=of):
        vehicle, zone = row.vehicle, dealership.zone
        yield Row(label="Car", value=f"{vehicle.year} {vehicle.make} {vehicle.model}", note=f"VIN {vehicle.vin}")
        yield Row(label="Plate", value=vehicle.plate)
        out = readings(dealership, row.odometer_out, row.fuel_out)
        yield Row(label="Out", value=time_in_words(row.out_at, zone), note=out)
        if row.in_at is not None and row.odometer_in is not None and row.fuel_in is not None:
            back = readings(dealership, row.odometer_in, row.fuel_in)
            yield Row(label="Back", value=time_in_words(row.in_at, zone), note=back)


def _payments(dealership: Dealership, booked: "Reservation", currency: str) -> Iterator[Row]:
    for row in payments(dealership=dealership, about=booked.reference):
        if row.kind in BRINGS_MONEY | {PaymentKind.REFUND} and row.state != PaymentState.FAILED:
            yield _payment(row, currency)
    for hold in holds(dealership=dealership, about=booked.reference):
        released = _released(dealership, booked, hold)
        if released:
            note = "Your bank shows it within a few days"
            yield Row(label=f"Released to {hold.card_label}", value=_told(released, currency), note=note)


def _payment(row: "Payment", currency: str) -> Row:
    known = row.state == PaymentState.SUCCEEDED
    words = {
        PaymentKind.CAPTURE: f"Taken from the hold of {money_in_words(row.hold.wanted.amount, currency)}"
        if row.hold
        else "",
        PaymentKind.CHARGE: "Charged",
        PaymentKind.MANUAL: "Paid",
        PaymentKind.REFUND: "Refunded",
    }[PaymentKind(row.kind)]
    note = row.method if known else f"{row.method}, on its way"
    refunded = row.kind == PaymentKind.REFUND
    return Row(label=words, value=_told(row.amount.amount, currency), note=note, credit=refunded)


def _released(dealership: Dealership, booked: "Reservation", hold: "Hold") -> Decimal:
    if hold.held_at is None or hold.state == HoldState.HELD:
        return Decimal(0)
    rows = payments(dealership=dealership, about=booked.reference).filter(hold=hold, kind=PaymentKind.CAPTURE)
    captured = sum((row.amount.amount for row in rows if row.state != PaymentState.FAILED), Decimal(0))
    held: Decimal = hold.wanted.amount
    return held - captured


def _told(amount: Decimal, currency: str) -> str:
    return money_in_words(amount, currency)
