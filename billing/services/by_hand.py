"""Money that changes hands at the counter: cash, a terminal, a cheque."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from djmoney.money import Money

from billing.domain.payments import PaymentKind, PaymentState
from billing.models import Invoice, Payment
from billing.queries.balances import owed
from billing.services import announcing
from billing.services.locking import lock_money
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from kernel.money import in_words


class MoreThanIsOwed(Exception):
    """The payment is above what is still to be paid, or is nothing at all."""

    def __init__(self, still_owed: Money) -> None:
        still = in_words(still_owed.amount, str(still_owed.currency))
        super().__init__(f"Only {still} is still to be paid. Enter more than nothing, and no more than that.")


@transaction.atomic
def record_manual_payment(
    *, dealership: Dealership, invoice: Invoice, amount: Money, method: str, by: Actor, at: datetime
) -> Payment:
    """
    Write down what the guest paid by hand.

    :raises dealerships.domain.permissions.NotAllowed: *Accounting* is needed
    :raises MoreThanIsOwed: it is above what is still to be paid and not on its way
    """
    by.must(Permission.ACCOUNTING)
    about = invoice.about
    lock_money(dealership=dealership, about=about)
    still = Money(owed(dealership=dealership, about=about), invoice.currency)
    if amount <= Money(0, invoice.currency) or amount > still:
        raise MoreThanIsOwed(still)
    payment = _kept(dealership, invoice, amount, method, at)
    announcing.payment_settled(payment, dealership=dealership, at=at, by=by)
    return payment


def _kept(dealership: Dealership, invoice: Invoice, amount: Money, method: str, at: datetime) -> Payment:
    return Payment.objects.create(
        dealership=dealership,
        kind=PaymentKind.MANUAL,
        about=invoice.about,
        invoice=invoice,
        currency=str(amount.currency),
        amount=amount,
        idempotency_key=uuid4().hex,
        method=method,
        state=PaymentState.SUCCEEDED,
        wanted_at=at,
        settled_at=at,
    )
