"""Balances: where the total of a loan went, and what is still owed (billing.md rule 14)."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Sum
from djmoney.money import Money

from billing.domain.payments import ON_ITS_WAY, PaymentKind, PaymentState
from billing.domain.settlement import Balance
from billing.models import Invoice, Payment
from dealerships.models import Dealership

NOTHING = Decimal(0)
Moved = Mapping[tuple[str, PaymentKind, PaymentState], Decimal]


def balance(*, dealership: Dealership, about: str) -> Balance:
    """Where the total of one loan went; what is on its way counts as unsettled until it is known."""
    return _balances(dealership, [about])[about]


def owed(*, dealership: Dealership, about: str) -> Decimal:
    """What of a loan is neither paid nor on its way: what may be asked for now."""
    moved = _moved(dealership, [about])
    total = _totals(dealership, [about]).get(about, NOTHING)
    return _of(moved, about, total).unsettled - _coming(moved, about)


def unsettled(*, dealership: Dealership, about: str | Collection[str]) -> Money:
    """What is still owed for a loan, or for several; one loan's surplus never pays for another."""
    abouts = [about] if isinstance(about, str) else list(about)
    still = sum((each.unsettled for each in _balances(dealership, abouts).values()), NOTHING)
    return Money(still, dealership.currency)


def on_its_way(*, dealership: Dealership, about: str) -> Decimal:
    """What captures and charges that were asked for will bring if they succeed."""
    return _coming(_moved(dealership, [about]), about)


def _balances(dealership: Dealership, abouts: Collection[str]) -> dict[str, Balance]:
    moved, totals = _moved(dealership, abouts), _totals(dealership, abouts)
    return {about: _of(moved, about, totals.get(about, NOTHING)) for about in abouts}


def _totals(dealership: Dealership, abouts: Collection[str]) -> dict[str, Decimal]:
    rows = Invoice.objects.filter(dealership=dealership, about__in=abouts).values_list("about").annotate(Sum("total"))
    return {about: _digits(total) for about, total in rows}


def _moved(dealership: Dealership, abouts: Collection[str]) -> Moved:
    rows = Payment.objects.filter(dealership=dealership, about__in=abouts).exclude(state=PaymentState.FAILED)
    sums = rows.values_list("about", "kind", "state").annotate(Sum("amount"))
    return {(about, PaymentKind(kind), PaymentState(state)): _digits(amount) for about, kind, state, amount in sums}


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


def _digits(amount: Money | Decimal | None) -> Decimal:
    """A sum comes as money, as digits, or not at all."""
    return amount.amount if isinstance(amount, Money) else amount or NOTHING
