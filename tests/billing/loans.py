"""Loans to bill."""

from django.utils import timezone
from djmoney.money import Money

from billing.domain.engine import ENGINE_VERSION
from billing.domain.terms import Terms
from billing.models import Invoice
from dealerships.models import Dealership

FREE = Terms(currency="USD", time_zone="America/Chicago", collect_card=True)
"""Nothing costs anything."""


def bill(store: Dealership, about: str, total: str) -> Invoice:
    """An invoice over this total, whatever it is for."""
    return Invoice.objects.create(
        dealership=store,
        number=f"{Invoice.objects.count() + 1:06d}",
        about=about,
        days=1,
        subtotal=Money(total, "USD"),
        tax=Money(0, "USD"),
        total=Money(total, "USD"),
        evidence={},
        engine_version=ENGINE_VERSION,
        issued_at=timezone.now(),
    )
