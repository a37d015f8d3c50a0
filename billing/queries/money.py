"""Holds, payments and invoices of one loan."""

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from billing.domain.hold import still_held
from billing.domain.payments import ALIVE, HoldState
from billing.models import Hold, Invoice, Payment
from dealerships.models import Dealership

NOTHING = Decimal(0)


def payments(*, dealership: Dealership, about: str) -> QuerySet[Payment]:
    """Every movement of money of a loan, oldest first."""
    return Payment.objects.filter(dealership=dealership, about=about).order_by("id")


def holds(*, dealership: Dealership, about: str) -> QuerySet[Hold]:
    """Every hold of a loan, oldest first."""
    return Hold.objects.filter(dealership=dealership, about=about).order_by("id")


def living_holds(*, dealership: Dealership) -> QuerySet[Hold]:
    """The holds that are held or being authorised, one of a loan at most."""
    return Hold.objects.filter(dealership=dealership, state__in=ALIVE)


def coming_holds(*, dealership: Dealership) -> QuerySet[Hold]:
    """The holds that are asked for to take the place of one that is held, one of a loan at most."""
    return Hold.objects.filter(dealership=dealership, state=HoldState.REPLACING)


def hold_of(*, dealership: Dealership, about: str) -> Hold | None:
    """The one hold of a loan that is held or being authorised."""
    return living_holds(dealership=dealership).filter(about=about).first()


def worth(hold: Hold | None, at: datetime) -> Decimal:
    """What can be captured of a hold at an instant; one that lapsed, or never was, counts as nothing (rule 13)."""
    if hold is None or hold.state != HoldState.HELD or hold.capture_before is None:
        return NOTHING
    return still_held(hold.wanted.amount, hold.capture_before, at)


def invoices(*, dealership: Dealership, about: str) -> QuerySet[Invoice]:
    """The invoice of a loan and its supplements, oldest first."""
    return Invoice.objects.filter(dealership=dealership, about=about).order_by("id")


def invoice_of(*, dealership: Dealership, about: str) -> Invoice | None:
    """The invoice that a loan was closed with, not its supplements."""
    return invoices(dealership=dealership, about=about).filter(supplements__isnull=True).first()
