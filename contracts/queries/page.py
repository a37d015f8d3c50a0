"""The page of a contract: read everything that it shows."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from billing.queries import payments, unsettled
from contracts.domain.snapshot import Missing
from contracts.queries.agreed import terms_agreed
from contracts.queries.bills import Bill, bill_of, issued_bill
from contracts.queries.documents import documents
from contracts.queries.frozen import frozen_terms
from contracts.queries.loans import beside, contract_of, handovers, loan
from contracts.queries.people import drivers_of, insurance_of, licence_of
from contracts.queries.running import Estimate, estimate, priced_so_far
from contracts.queries.settlement import being_settled
from contracts.queries.shown import ContractPage, Gap
from contracts.queries.standing import before_start
from customers.queries import look_alikes
from customers.queries.messages import messages
from customers.queries.suggestions import differing
from dealerships.models import Dealership, Event
from dealerships.prepared import prepared, told
from dealerships.queries import history
from reservations.domain.lifecycle import BEFORE_START, OPEN, Status
from reservations.queries import possible_duplicates

if TYPE_CHECKING:
    from billing.models import Payment
    from contracts.models import Contract, Document, FrozenTerms, Handover
    from customers.domain.suggestions import Differing
    from customers.models import Message
    from reservations.models import Reservation

MOST_SHOWN = 25
MEND = {
    "agreement": "agreement",
    "vehicle": "assign",
    "vehicle_not_staged": "stage",
    "vehicle_dates": "assign",
    "too_long": "edit",
    "readings": "readings",
    "walk_around": "walk_around",
    "repair_order": "edit",
    "balance": "balance",
    "signature": "signature",
    "hold": "hold",
    "insurance": "insurance",
    "insurance_expired": "insurance",
    "licence": "licence",
    "licence_expired": "licence",
    "licence_expiry": "licence",
    "date_of_birth": "licence",
    "reach": "contact",
    "address": "contact",
    "card": "card",
    "age": "edit",
    "do_not_rent": "customer",
}


def contract_page(*, dealership: Dealership, code: str, now: datetime) -> ContractPage:
    """
    :raises UnknownContract: no loan of the dealership has this code
    """
    found = loan(dealership=dealership, code=code)
    contract, status, frozen = contract_of(found), Status(found.status), frozen_terms(found)
    coming, finished = status in BEFORE_START, status == Status.FINISHED
    planned = estimate(dealership=dealership, loan=found) if coming else None
    out = [] if coming or contract is None else handovers_of(dealership=dealership, contract=contract)
    gaps, duplicates = _to_do(dealership, found, now) if coming else ([], _twice(dealership, found, status))
    owed = unsettled(dealership=dealership, about=found.reference) if finished else None
    return ContractPage(
        loan=found,
        contract=contract,
        status=status,
        now=now,
        gaps=gaps,
        estimate=planned,
        bill=_bill(dealership, contract, status, planned, frozen, out, now),
        owed=owed,
        being_settled=bool(owed and owed.amount) and being_settled(dealership=dealership, about=found.reference),
        frozen=frozen,
        drivers=drivers_of(found),
        handovers=out,
        payments=payments_of(dealership=dealership, about=found.reference) if finished else [],
        documents=[] if coming else documents_of(dealership=dealership, code=code),
        duplicates=duplicates,
        said=_said(dealership, found) if status in OPEN else [],
        messages=newest_messages(dealership=dealership, about=found.reference),
        events=newest_events(dealership=dealership, subject=found.reference),
    )


@prepared
def payments_of() -> "QuerySet[Payment]":
    """Every movement of money ``about`` a loan."""
    return payments(dealership=told("dealership"), about=told("about"))


@prepared
def documents_of() -> "QuerySet[Document]":
    """What was sealed for the loan with this ``code``."""
    return documents(dealership=told("dealership"), code=told("code"))


@prepared
def handovers_of() -> "QuerySet[Handover]":
    """The vehicles that went out on a ``contract``."""
    return handovers(dealership=told("dealership"), contract=told("contract"))


@prepared
def newest_messages() -> "QuerySet[Message]":
    """The last texts and emails ``about`` a loan."""
    return messages(dealership=told("dealership"), about=told("about"))[:MOST_SHOWN]


@prepared
def newest_events() -> QuerySet[Event]:
    """What happened last to a ``subject``."""
    return history(dealership=told("dealership"), subject=told("subject"))[:MOST_SHOWN]


def _to_do(dealership: Dealership, found: "Reservation", now: datetime) -> "tuple[list[Gap], list[Reservation]]":
    """What is missing before the start, and what may be the same booking; look-alikes are read once for both."""
    alike = look_alikes(dealership=dealership, guests=drivers_of(found))
    missing = before_start(dealership=dealership, loan=found, at=now, alike=alike)
    twice = possible_duplicates(dealership=dealership, reservation=found, alike=alike)
    return [_gap(each, found) for each in missing], list(twice)


def _twice(dealership: Dealership, found: "Reservation", status: Status) -> "list[Reservation]":
    """What may be the same booking while this one is out: a guest who has the car has no use for the other."""
    return list(possible_duplicates(dealership=dealership, reservation=found)) if status == Status.STARTED else []


def _said(dealership: Dealership, found: "Reservation") -> "list[Differing]":
    """What the app says of the guest that the profile does not; asked for only where something is undecided."""
    if not beside(found, "said_of_guest"):
        return []
    guest = found.customer
    licence, insurance = licence_of(guest), insurance_of(guest)
    return differing(dealership=dealership, customer=guest, licence=licence, insurance=insurance)


def _gap(missing: Missing, found: "Reservation") -> Gap:
    code, _, driver = missing.code.partition(":")
    return Gap(
        missing=missing,
        template=f"contracts/mend/{MEND.get(code, 'customer')}.html",
        customer_code=driver or found.customer.code,
    )


def _bill(
    dealership: Dealership,
    contract: "Contract | None",
    status: Status,
    planned: Estimate | None,
    frozen: "FrozenTerms | None",
    out: "list[Handover]",
    now: datetime,
) -> Bill | None:
    if planned is not None:
        return bill_of(planned.invoice)
    if contract is None:
        return None
    if contract.invoice is not None:
        return issued_bill(contract.invoice)
    if status == Status.STARTED and frozen is not None and out:
        terms = terms_agreed(frozen)
        return bill_of(priced_so_far(dealership=dealership, contract=contract, terms=terms, out=out, at=now))
    return None
