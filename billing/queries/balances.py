"""Balances: where the total of a loan went, and what is still owed (billing.md rule 14)."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import QuerySet, Sum
from djmoney.money import Money

from billing.domain.payments import ON_ITS_WAY, PaymentKind, PaymentState
from billing.domain.settlement import Balance
from billing.models import Invoice, Payment
from dealerships.models import Dealership

NOTHING = Decimal(0)


def balance(*, dealership: Dealership, about: str) -> Balance:
    """Where the total of one loan went; what is on its way counts as unsettled until it is known."""
    return _balances(dealership, [about])[about]


def unsettled(*, dealership: Dealership, about: str | Collection[str]) -> Money:
    """What is still owed for a loan, or for several; one loan's surplus never pays for another."""
    abouts = [about] if isinstance(about, str) else list(about)
    owed = sum((each.unsettled for each in _balances(dealership, abouts).values()), NOTHING)
    return Money(owed, dealership.currency)


def on_its_way(*, dealership: Dealership, about: str) -> Decimal:
    """What captures and charges that were asked for will bring if they succeed."""
    coming = Payment.objects.filter(
        dealership=dealership,
        about=about,
        state__in=ON_ITS_WAY,
        kind__in=[PaymentKind.CAPTURE, PaymentKind.CHARGE],
    )
    return summed(coming)


def summed(rows: QuerySet[Payment]) -> Decimal:
    """The amounts of payments, added up."""
    return decimal(rows.aggregate(total=Sum("amount"))["total"])


def decimal(amount: Money | Decimal | None) -> Decimal:
    """An amount's digits: sums come as money, as digits, or not at all."""
    return amount.amount if isinstance(amount, Money) else amount or NOTHING


def _balances(dealership: Dealership, abouts: Collection[str]) -> dict[str, Balance]:
    billed = Invoice.objects.filter(dealership=dealership, about__in=abouts)
    totals = dict(billed.values_list("about").annotate(sum=Sum("total")))
    paid = Payment.objects.filter(dealership=dealership, about__in=abouts, state=PaymentState.SUCCEEDED)
    sums = {
        (about, kind): decimal(of) for about, kind, of in paid.values_list("about", "kind").annotate(of=Sum("amount"))
    }
    return {
        about: Balance(
            total=decimal(totals.get(about)),
            captured=sums.get((about, PaymentKind.CAPTURE), NOTHING),
            charged=sums.get((about, PaymentKind.CHARGE), NOTHING),
            manual=sums.get((about, PaymentKind.MANUAL), NOTHING),
            refunded=sums.get((about, PaymentKind.REFUND), NOTHING),
        )
        for about in abouts
    }
