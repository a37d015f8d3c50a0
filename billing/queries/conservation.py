"""Money is conserved to the cent (billing.md rule 14): every place where our rows say otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from billing.domain.payments import ON_ITS_WAY, HoldState, PaymentKind, PaymentState
from billing.models import Hold, Invoice, Payment
from billing.queries.balances import balance
from dealerships.models import Dealership
from kernel.money import in_words

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """Money of a loan that is not where it should be."""

    about: str
    what: str


def leaks(*, dealership: Dealership) -> list[Leak]:
    """Every contradiction among the dealership's invoices, holds and payments; none, when all is well."""
    return [
        *_captured_beyond_hold(dealership),
        *_captured_without_capture(dealership),
        *_refunded_beyond_payment(dealership),
        *_paid_beyond_total(dealership),
    ]


def _captured_beyond_hold(dealership: Dealership) -> Iterator[Leak]:
    rows = Payment.objects.filter(
        dealership=dealership, kind=PaymentKind.CAPTURE, state=PaymentState.SUCCEEDED, amount__gt=F("hold__wanted")
    )
    for payment in rows:
        yield Leak(about=payment.about, what=f"{payment.amount} were captured of a smaller hold.")


def _captured_without_capture(dealership: Dealership) -> Iterator[Leak]:
    taken = Payment.objects.filter(dealership=dealership, kind=PaymentKind.CAPTURE, state=PaymentState.SUCCEEDED)
    captured = Q(state=HoldState.CAPTURED)
    has_capture = Q(pk__in=taken.values("hold"))
    for hold in Hold.objects.filter((captured & ~has_capture) | (~captured & has_capture), dealership=dealership):
        yield Leak(about=hold.about, what=f"The hold is {hold.state}, which its captures contradict.")


def _refunded_beyond_payment(dealership: Dealership) -> Iterator[Leak]:
    for payment in _given_back_beyond(dealership):
        yield Leak(about=payment.about, what=f"More than {payment.amount} was given back of a payment.")


def _given_back_beyond(dealership: Dealership) -> QuerySet[Payment]:
    refunds = Payment.objects.filter(
        dealership=dealership, refunds=OuterRef("pk"), state__in=[PaymentState.SUCCEEDED, *ON_ITS_WAY]
    )
    given_back = refunds.order_by().values("refunds").annotate(sum=Sum("amount")).values("sum")
    refunded = Payment.objects.filter(dealership=dealership, refunded_by__isnull=False).distinct()
    return refunded.annotate(given_back=Coalesce(Subquery(given_back), NOTHING)).filter(given_back__gt=F("amount"))


def _paid_beyond_total(dealership: Dealership) -> Iterator[Leak]:
    for about in Invoice.objects.filter(dealership=dealership).values_list("about", flat=True).distinct():
        surplus = balance(dealership=dealership, about=about).surplus
        coming = Payment.objects.filter(
            dealership=dealership, about=about, kind=PaymentKind.REFUND, state__in=ON_ITS_WAY
        )
        if surplus and not coming.exists():
            words = in_words(surplus, dealership.currency)
            yield Leak(about=about, what=f"{words} was paid beyond the total, and nobody gives it back.")
