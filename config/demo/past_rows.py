"""The rows of finished loans, written in bulk: the demo's year would take minutes through the counter's own steps."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from djmoney.money import Money

from billing.domain.adjustments import label
from billing.domain.engine import ENGINE_VERSION
from billing.domain.evidence import evidence_of
from billing.domain.invoice import Invoice as Draft
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from billing.models import Invoice, InvoiceLine, InvoiceTax, Payment, PaymentKind, PaymentState
from contracts.models import Contract, Handover
from customers.models import Customer
from dealerships.models import Dealership
from fleet.models import Commitment, Vehicle
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import Status
from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True)
class Trip:
    """One car on one loan; ``miles`` driven, ``fuel_in`` a fraction."""

    vehicle: Vehicle
    pickup_at: datetime
    dropoff_at: datetime
    odometer_out: int
    miles: int
    fuel_in: Decimal


@dataclass(frozen=True, kw_only=True)
class Loan:
    """A finished loan with its bill."""

    code: str
    number: str
    guest: Customer
    trip: Trip
    terms: Terms
    usage: Usage
    draft: Draft

    @property
    def about(self) -> str:
        """Its public reference."""
        return f"contract/{self.code}"


def keep(dealership: Dealership, loans: list[Loan]) -> None:
    """Write all of them, lowest of the stack first."""
    invoices = keep_invoices(dealership, loans)
    Commitment.objects.bulk_create(commitment(dealership, loan) for loan in loans)
    reservations = Reservation.objects.bulk_create(reservation(dealership, loan) for loan in loans)
    contracts = Contract.objects.bulk_create(
        contract(dealership, loan, row, invoice)
        for loan, row, invoice in zip(loans, reservations, invoices, strict=True)
    )
    Handover.objects.bulk_create(handover(dealership, loan, row) for loan, row in zip(loans, contracts, strict=True))


def keep_invoices(dealership: Dealership, loans: list[Loan]) -> list[Invoice]:
    """The bills, their lines and taxes, and what was paid at the counter."""
    invoices = Invoice.objects.bulk_create(invoice(dealership, loan) for loan in loans)
    pairs = list(zip(loans, invoices, strict=True))
    InvoiceLine.objects.bulk_create(row for loan, bill in pairs for row in lines(dealership, loan, bill))
    InvoiceTax.objects.bulk_create(row for loan, bill in pairs for row in taxes(dealership, loan, bill))
    Payment.objects.bulk_create(payment(dealership, loan, bill) for loan, bill in pairs if loan.draft.total > 0)
    return invoices


def invoice(dealership: Dealership, loan: Loan) -> Invoice:
    draft = loan.draft
    return Invoice(
        dealership=dealership,
        number=loan.number,
        about=loan.about,
        days=draft.days,
        subtotal=Money(draft.subtotal, draft.currency),
        tax=Money(draft.tax, draft.currency),
        total=Money(draft.total, draft.currency),
        evidence=evidence_of(loan.terms, loan.usage, draft),
        engine_version=ENGINE_VERSION,
        issued_at=loan.trip.dropoff_at,
    )


def lines(dealership: Dealership, loan: Loan, bill: Invoice) -> list[InvoiceLine]:
    currency = loan.draft.currency
    charged = [
        InvoiceLine(
            code=line.code,
            description=label(line.code).capitalize(),
            amount=Money(line.amount, currency),
            taxable=line.taxable,
            working=line.working,
        )
        for line in loan.draft.lines
    ]
    waived = [
        InvoiceLine(
            code=line.code,
            description=label(line.code).capitalize(),
            amount=Money(0, currency),
            waived=True,
            working=line.working,
        )
        for line in loan.draft.waived
    ]
    for position, row in enumerate([*charged, *waived], start=1):
        row.dealership, row.invoice, row.position = dealership, bill, position
    return [*charged, *waived]


def taxes(dealership: Dealership, loan: Loan, bill: Invoice) -> list[InvoiceTax]:
    return [
        InvoiceTax(
            dealership=dealership,
            invoice=bill,
            position=position,
            kind=tax.kind,
            percent=tax.percent,
            amount=Money(tax.amount, loan.draft.currency),
        )
        for position, tax in enumerate(loan.draft.taxes, start=1)
    ]


def payment(dealership: Dealership, loan: Loan, bill: Invoice) -> Payment:
    return Payment(
        dealership=dealership,
        kind=PaymentKind.MANUAL,
        about=loan.about,
        invoice=bill,
        amount=bill.total,
        idempotency_key=f"manual-{loan.code}",
        state=PaymentState.SUCCEEDED,
        method="Card terminal",
        wanted_at=loan.trip.dropoff_at,
        settled_at=loan.trip.dropoff_at,
    )


def commitment(dealership: Dealership, loan: Loan) -> Commitment:
    trip = loan.trip
    return Commitment(
        dealership=dealership,
        vehicle=trip.vehicle,
        about=loan.about,
        starts_at=trip.pickup_at,
        ends_at=trip.dropoff_at,
        out_at=trip.pickup_at,
        closed_at=trip.dropoff_at,
    )


def reservation(dealership: Dealership, loan: Loan) -> Reservation:
    trip = loan.trip
    return Reservation(
        dealership=dealership,
        code=loan.code,
        customer=loan.guest,
        group=trip.vehicle.home_group,
        category=trip.vehicle.category,
        status=Status.FINISHED,
        pickup_at=trip.pickup_at,
        dropoff_at=trip.dropoff_at,
        repair_order=f"4{loan.number[-5:]}",
        channel=Channel.STAFF,
        created_at=trip.pickup_at,
    )


def contract(dealership: Dealership, loan: Loan, row: Reservation, bill: Invoice) -> Contract:
    trip = loan.trip
    return Contract(
        dealership=dealership,
        reservation=row,
        group=trip.vehicle.home_group,
        vehicle=trip.vehicle,
        odometer_out=trip.odometer_out,
        fuel_out=Decimal("1.000"),
        invoice=bill,
        actual_pickup_at=trip.pickup_at,
        actual_dropoff_at=trip.dropoff_at,
    )


def handover(dealership: Dealership, loan: Loan, row: Contract) -> Handover:
    trip = loan.trip
    return Handover(
        dealership=dealership,
        contract=row,
        vehicle=trip.vehicle,
        position=1,
        out_at=trip.pickup_at,
        odometer_out=trip.odometer_out,
        fuel_out=Decimal("1.000"),
        in_at=trip.dropoff_at,
        odometer_in=trip.odometer_out + trip.miles,
        fuel_in=trip.fuel_in,
    )
