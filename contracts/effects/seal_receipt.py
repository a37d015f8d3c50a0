"""An effect after the finish: seal the receipt as PDF, once it is known what the bank took, and tell the guest."""

from datetime import datetime, timedelta
from typing import Any

from billing.domain.payments import ON_ITS_WAY
from billing.queries import payments
from contracts.domain.messages import receipt_ready
from contracts.domain.paper import DocumentKind, ReceiptPaper
from contracts.domain.wording import money_in_words
from contracts.effects.keeping import Sealed, keep
from contracts.effects.printing import printed
from contracts.effects.sealing import seal, tell
from contracts.queries import contract
from contracts.queries import loan as loan_with_everything
from contracts.queries.receipts import receipt_paper
from dealerships.domain.effects import TryAgain
from dealerships.models import Dealership

FOLDER = "receipts"
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (2, 3, 5, 10, 30, 60, 300, 1800, 7200))
BANK_TAKES_AT_MOST = timedelta(minutes=2)
"""So long the receipt waits for the bank; then it is printed with what is still on its way."""


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> ReceiptPaper:
    """
    What is to be printed.

    :raises TryAgain: the bank has not answered yet
    """
    code = payload["code"]
    issued = contract(dealership=dealership, code=code).invoice
    waited = issued is None or at - issued.issued_at > BANK_TAKES_AT_MOST
    coming = payments(dealership=dealership, about=f"contract/{code}").filter(state__in=ON_ITS_WAY)
    if not waited and coming.exists():
        raise TryAgain("The bank has not answered yet.")
    return receipt_paper(dealership=dealership, code=code)


def call(request: ReceiptPaper) -> Sealed:
    """
    Print it and keep it.

    :raises NeedsAttention: the libraries that draw PDFs are missing
    """
    return keep(printed(request), folder=FOLDER)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Sealed, at: datetime) -> None:
    """Write down its hash, and text or write the guest a link to agreement and receipt."""
    loan = loan_with_everything(dealership=dealership, code=payload["code"])
    if not seal(outcome, dealership=dealership, loan=loan, kind=DocumentKind.RECEIPT, at=at):
        return
    invoice = loan.contract.invoice
    tell(
        dealership=dealership,
        loan=loan,
        words=lambda address: receipt_ready(
            store=dealership.name,
            first_name=loan.customer.first_name,
            model=loan.contract.vehicle.model,
            total=money_in_words(invoice.total.amount, invoice.currency),
            url=address,
        ),
        at=at,
    )
