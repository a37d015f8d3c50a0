"""The agreement and the receipt of a loan as papers: every value in words, ready to print."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from billing.domain.payments import BRINGS_MONEY, HoldState, PaymentKind, PaymentState
from billing.queries import balance, holds, payments
from contracts.domain.drawing import box
from contracts.domain.paper import AgreementPaper, ReceiptPaper, Row, SignatureShown, Store, TermAccepted
from contracts.domain.wording import fuel_in_words, listed, money_in_words, odometer_in_words, time_in_words
from contracts.models import Contract, FrozenTerms, Handover, Signature
from contracts.queries.agreed import additional_settings
from contracts.queries.bills import issued_bill
from contracts.queries.frozen import shown
from contracts.queries.loans import contract, handovers, loan, terms_in_force
from contracts.queries.merging import address
from contracts.queries.people import drivers_of
from contracts.queries.running import NeverSigned
from dealerships.models import Dealership

if TYPE_CHECKING:
    from billing.models import Hold, Payment
    from customers.models import Customer
    from reservations.models import Reservation

TERMS, SIGNATURE = "{{ terms }}", "{{ signature }}"


def agreement_paper(*, dealership: Dealership, code: str) -> AgreementPaper:
    """
    The signed agreement of a started contract.

    :raises NeverSigned: it has no signed terms
    """
    of, booked = contract(dealership=dealership, code=code), loan(dealership=dealership, code=code)
    frozen = terms_in_force(dealership=dealership, contract=of)
    out = handovers(dealership=dealership, contract=of).first()
    if frozen is None or out is None:
        raise NeverSigned
    before, middle, after = _parts(frozen.body)
    drivers = drivers_of(booked)
    return AgreementPaper(
        code=code,
        printed_at=out.out_at,
        store=store(dealership, booked),
        facts=list(_facts(dealership, booked, frozen, out, drivers)),
        body_before_terms=before,
        body_before_signature=middle,
        body_after=after,
        terms=list(_terms(dealership, frozen, drivers)),
        signatures=list(_signatures(dealership, frozen)),
        certificate=list(_certificate(dealership, frozen, booked, out)),
        digest=frozen.digest,
    )


def store(dealership: Dealership, booked: "Reservation") -> Store:
    """The letterhead, with the dealer code of the settings that apply."""
    settings = additional_settings(booked)
    code = (settings.dealer_code if settings else "") or dealership.dealer_code
    return Store(name=dealership.name, address=address(dealership), phone=dealership.phone, dealer_code=code)


def _parts(body: str) -> tuple[str, str, str]:
    """The text before the terms, between them and the signature, and after; a place left out follows the text."""
    before, _, rest = body.partition(TERMS) if TERMS in body else ("", "", "")
    if TERMS not in body:
        before, _, after = body.partition(SIGNATURE)
        return before, "", after
    middle, _, after = rest.partition(SIGNATURE)
    return before, middle, after


def _facts(
    dealership: Dealership, booked: "Reservation", frozen: FrozenTerms, out: Handover, drivers: "list[Customer]"
) -> Iterator[Row]:
    fields, vehicle, zone = shown(frozen, "fields"), out.vehicle, dealership.zone
    yield Row(label="Driver", value=drivers[0].name, note=f"Licence {fields['licence.number']}")
    if drivers[1:]:
        yield Row(label="Additional drivers", value=listed([driver.name for driver in drivers[1:]]))
    yield Row(label="Car", value=f"{vehicle.year} {vehicle.make} {vehicle.model}", note=f"VIN {vehicle.vin}")
    yield Row(label="Plate", value=" ".join(part for part in (vehicle.plate, vehicle.plate_state) if part))
    yield Row(
        label="Out", value=time_in_words(out.out_at, zone), note=readings(dealership, out.odometer_out, out.fuel_out)
    )
    yield Row(label="Due back", value=fields["dropoff.scheduled"])
    yield Row(label="Estimate", value=fields["estimate.amount"], note=_covered(fields["reserve.covered_days"]))
    yield _hold_row(dealership, booked, frozen)


def readings(dealership: Dealership, odometer: int, fuel: Decimal) -> str:
    """4,118 mi, full."""
    return f"{odometer_in_words(odometer, dealership.distance_unit)}, {fuel_in_words(fuel)}"


def _covered(days: str) -> str:
    return f"{days} {'day is' if days == '1' else 'days are'} covered by reserve days" if days != "0" else ""


def _hold_row(dealership: Dealership, booked: "Reservation", frozen: FrozenTerms) -> Row:
    hold = _newest_hold(dealership, booked)
    told = shown(frozen, "hold")
    if hold is None:
        return Row(label="Hold", value="None", note=told["working"])
    amount = money_in_words(hold.wanted.amount, hold.currency) if hold.wanted.amount else "Card verified"
    return Row(label="Hold", value=f"{amount} on {hold.card_label}", note=told["working"])


def _newest_hold(dealership: Dealership, booked: "Reservation") -> "Hold | None":
    return holds(dealership=dealership, about=booked.reference).filter(held_at__isnull=False).last()


def _terms(dealership: Dealership, frozen: FrozenTerms, drivers: "list[Customer]") -> Iterator[TermAccepted]:
    names = {driver.pk: driver.name for driver in drivers}
    accepted = sorted(frozen.accepted.all(), key=lambda row: (row.at, row.pk))
    for term in shown(frozen, "terms"):
        mine = [row for row in accepted if row.position == term["position"]]
        times = [f"{names.get(row.driver_id, '')}, {time_in_words(row.at, dealership.zone)}" for row in mine]
        yield TermAccepted(position=term["position"], title=term["title"], text=term["text"], accepted=times)


def _signatures(dealership: Dealership, frozen: FrozenTerms) -> Iterator[SignatureShown]:
    for row in sorted(frozen.signatures.all(), key=lambda row: row.pk):
        yield SignatureShown(
            name=row.name,
            method=row.get_method_display(),
            path=row.drawing,
            box=box(row.drawing) if row.drawing else None,
            signed=time_in_words(row.at, dealership.zone),
            place=_place(row),
        )


def _place(row: Signature) -> str:
    parts = [row.device, f"from {row.origin}" if row.origin else "", f"before {row.witness}" if row.witness else ""]
    return ", ".join(part for part in parts if part)


def _certificate(dealership: Dealership, frozen: FrozenTerms, booked: "Reservation", out: Handover) -> Iterator[Row]:
    version, zone = frozen.agreement_version, dealership.zone
    yield Row(label="Agreement", value=f"{version.agreement.name}, version {version.number}, {version.language}")
    yield Row(label="Contract", value=booked.code)
    yield Row(label="Terms frozen", value=_exact(frozen.frozen_at, dealership))
    for row in sorted(frozen.accepted.all(), key=lambda row: (row.at, row.pk)):
        yield Row(label=f"Term {row.position} accepted", value=_exact(row.at, dealership), note=row.origin)
    for row in sorted(frozen.signatures.all(), key=lambda row: row.pk):
        yield Row(label=f"Signed by {row.name}", value=_exact(row.at, dealership), note=_place(row))
        yield Row(label="Consent", value=row.consent)
    hold = _newest_hold(dealership, booked)
    if hold is not None and hold.held_at is not None:
        yield Row(label="Hold authorised", value=_exact(hold.held_at, dealership), note=hold.card_label)
    yield Row(label="Handed over", value=time_in_words(out.out_at, zone), note=f"VIN {out.vehicle.vin}")


def _exact(at: datetime, dealership: Dealership) -> str:
    local = dealership.local(at)
    return f"{time_in_words(at, dealership.zone)} ({local:%H:%M:%S} UTC{local:%z})"


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
    taxes = [
        Row(label=tax.label, value=_told(tax.amount.amount, invoice.currency), note=tax.working) for tax in bill.taxes
    ]
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
    return hold.wanted.amount - captured


def _told(amount: Decimal, currency: str) -> str:
    return money_in_words(amount, currency)
