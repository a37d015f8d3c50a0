"""Balances: where the total of a loan went, and what is still owed (billing.md rule 14)."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Cast
from djmoney.money import Money

from billing.domain.payments import ON_ITS_WAY, PaymentKind, PaymentState
from billing.domain.settlement import Balance
from billing.models import Invoice, Payment
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told

NOTHING = Decimal(0)
BILLED = "billed"
Moved = Mapping[tuple[str, PaymentKind, PaymentState], Decimal]


def balance(*, dealership: Dealership, about: str) -> Balance:
    """Where the total of one loan went; what is on its way counts as unsettled until it is known."""
    return _balances(dealership, [about])[about]


def owed(*, dealership: Dealership, about: str) -> Decimal:
    """What of a loan is neither paid nor on its way: what may be asked for now."""
    moved, totals = _read(dealership, [about])
    return _of(moved, about, totals.get(about, NOTHING)).unsettled - _coming(moved, about)


def unsettled(*, dealership: Dealership, about: str | Collection[str]) -> Money:
    """What is still owed for a loan, or for several; one loan's surplus never pays for another."""
    abouts = [about] if isinstance(about, str) else list(about)
    still = sum((each.unsettled for each in _balances(dealership, abouts).values()), NOTHING)
    return Money(still, dealership.currency)


def on_its_way(*, dealership: Dealership, about: str) -> Decimal:
    """What captures and charges that were asked for will bring if they succeed."""
    return _coming(_read(dealership, [about])[0], about)


def still_owed(*, dealership: Dealership, abouts: Collection[str]) -> dict[str, Decimal]:
    """What of each of several loans is neither paid nor on its way, in one statement."""
    moved, totals = _read(dealership, abouts)
    return {
        about: max(_of(moved, about, totals.get(about, NOTHING)).unsettled - _coming(moved, about), NOTHING)
        for about in abouts
    }


def _balances(dealership: Dealership, abouts: Collection[str]) -> dict[str, Balance]:
    moved, totals = _read(dealership, abouts)
    return {about: _of(moved, about, totals.get(about, NOTHING)) for about in abouts}


def _read(dealership: Dealership, abouts: Collection[str]) -> tuple[Moved, dict[str, Decimal]]:
    """What moved, and what was billed."""
    rows = payments_and_invoices(dealership=dealership, abouts=abouts)
    totals = {about: amount for about, kind, _, amount in rows if kind == BILLED}
    moved = {
        (about, PaymentKind(kind), PaymentState(state)): amount for about, kind, state, amount in rows if kind != BILLED
    }
    return moved, totals


@prepared
def payments_and_invoices() -> QuerySet[Any, tuple[str, str, str, Decimal]]:
    """The sums of payments and invoices of the loans ``abouts``, in one statement."""
    mine, here = one_of("about", "abouts", "text"), told("dealership")
    payments = Payment.objects.filter(mine, dealership=here).exclude(state=PaymentState.FAILED)
    moved = payments.values_list("about", "kind", "state").annotate(sum=_sum("amount"))
    invoices = Invoice.objects.filter(mine, dealership=here).values_list("about", Value(BILLED), Value(BILLED))
    return moved.union(invoices.annotate(sum=_sum("total")), all=True)


def _sum(column: str) -> Sum:
    """In digits: amounts would come as Money."""
    return Sum(Cast(column, DecimalField(max_digits=20, decimal_places=4)))


def _of(moved: Moved, about: str, total: Decimal) -> Balance:
    def done(kind: PaymentKind) -> Decimal:
        return moved.get((about, kind, PaymentState.SUCCEEDED), NOTHING)

    return Balance(
        total=total,
        captured=done(PaymentKind.CAPTURE),
        charged=done(PaymentKind.CHARGE),
        manual=done(PaymentKind.MANUAL),
        refunded=done(PaymentKind.REFUND),
    )


def _coming(moved: Moved, about: str) -> Decimal:
    kinds = (PaymentKind.CAPTURE, PaymentKind.CHARGE)
    return sum((moved.get((about, kind, state), NOTHING) for kind in kinds for state in ON_ITS_WAY), NOTHING)
