"""The page of a contract: read everything that it shows."""

from datetime import datetime
from typing import TYPE_CHECKING

from billing.queries import payments, unsettled
from contracts.domain.snapshot import Missing
from contracts.queries.bills import Bill, bill_of, issued_bill
from contracts.queries.documents import documents
from contracts.queries.frozen import frozen_terms
from contracts.queries.loans import contract_of, handovers, loan
from contracts.queries.people import drivers_of
from contracts.queries.running import Estimate, cost_so_far, estimate
from contracts.queries.shown import ContractPage, Gap
from contracts.queries.standing import before_start
from dealerships.models import Dealership
from dealerships.queries import history
from reservations.domain.lifecycle import BEFORE_START, Status
from reservations.queries import possible_duplicates

if TYPE_CHECKING:
    from contracts.models import Contract
    from reservations.models import Reservation

MOST_SHOWN = 25
MEND = {
    "vehicle": "assign",
    "vehicle_not_staged": "stage",
    "vehicle_dates": "assign",
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
    contract, status = contract_of(found), Status(found.status)
    went_out = status not in BEFORE_START
    planned = estimate(dealership=dealership, loan=found) if status in BEFORE_START else None
    missing = before_start(dealership=dealership, loan=found, at=now) if status in BEFORE_START else []
    return ContractPage(
        loan=found,
        contract=contract,
        status=status,
        now=now,
        gaps=[_gap(each, found) for each in missing],
        estimate=planned,
        bill=_bill(dealership, contract, status, planned, now),
        owed=unsettled(dealership=dealership, about=found.reference) if status == Status.FINISHED else None,
        frozen=frozen_terms(found),
        drivers=drivers_of(found),
        handovers=list(handovers(dealership=dealership, contract=contract)) if contract and went_out else [],
        payments=list(payments(dealership=dealership, about=found.reference)) if status == Status.FINISHED else [],
        documents=list(documents(dealership=dealership, code=code)) if went_out else [],
        duplicates=list(possible_duplicates(dealership=dealership, reservation=found))
        if status in BEFORE_START
        else [],
        messages=list(
            found.customer.messages.filter(dealership=dealership, about=found.reference).order_by("-pk")[:MOST_SHOWN]
        ),
        events=list(history(dealership=dealership, subject=found.reference)[:MOST_SHOWN]),
    )


def _gap(missing: Missing, found: "Reservation") -> Gap:
    code, _, driver = missing.code.partition(":")
    return Gap(
        missing=missing,
        template=f"contracts/mend/{MEND.get(code, 'customer')}.html",
        customer_code=driver or found.customer.code,
    )


def _bill(
    dealership: Dealership, contract: "Contract | None", status: Status, planned: Estimate | None, now: datetime
) -> Bill | None:
    if planned is not None:
        return bill_of(planned.invoice)
    if contract is None:
        return None
    if contract.invoice is not None:
        return issued_bill(contract.invoice)
    if status == Status.STARTED:
        return bill_of(cost_so_far(dealership=dealership, contract=contract, at=now))
    return None
