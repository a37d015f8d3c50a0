"""Want a movement of money: its row, with its own key, and the effect that carries it out."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from djmoney.money import Money

from billing.domain.payments import PaymentKind
from billing.domain.processor import CardOnFile, ChargeableCard
from billing.models import Hold, Invoice, Payment
from dealerships.models import Dealership
from dealerships.services.effects import schedule

AT_ONCE = timedelta(0)


def want(
    *,
    dealership: Dealership,
    kind: PaymentKind,
    about: str,
    amount: Money,
    card: ChargeableCard,
    at: datetime,
    hold: Hold | None = None,
    invoice: Invoice | None = None,
    refunds: Payment | None = None,
) -> Payment:
    """Ask for a movement of money on a card; a worker does it once this transaction is committed."""
    payment = Payment.objects.create(
        dealership=dealership,
        kind=kind,
        about=about,
        hold=hold,
        invoice=invoice,
        refunds=refunds,
        account=card.account,
        processor_customer=card.processor_customer,
        payment_method=card.payment_method,
        method=card.label,
        currency=str(amount.currency),
        amount=amount,
        idempotency_key=uuid4().hex,
        wanted_at=at,
    )
    carry_out(payment, dealership=dealership, at=at)
    return payment


def carry_out(payment: Payment, *, dealership: Dealership, at: datetime, after: timedelta = AT_ONCE) -> None:
    """Schedule the payment under its present key."""
    schedule(
        dealership=dealership,
        kind=settings.CARD_PROCESSOR,
        key=effect_key(payment),
        payload={"payment": payment.pk},
        due_at=at + after,
        at=at,
        about=payment.about,
    )


def effect_key(payment: Payment) -> str:
    """The name of the effect that carries out the payment."""
    return f"payment:{payment.idempotency_key}"


def card_of(source: Hold | Payment) -> CardOnFile:
    """The card that a hold stands on, or that a payment was made with."""
    return CardOnFile(
        account=source.account,
        processor_customer=source.processor_customer,
        payment_method=source.payment_method,
        label=source.card_label if isinstance(source, Hold) else source.method,
    )
