"""One writer at a time for the money of a loan, and for the numbers of a dealership's invoices."""

from django.db import connection

from dealerships.models import Dealership

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def lock_money(*, dealership: Dealership, about: str) -> None:
    """
    Wait until nobody else moves money of this loan, then keep others waiting until the transaction ends.

    A loan may have neither hold nor payment yet, so there is no row to lock; what was read before must be read again.
    """
    _lock(f"money {dealership.pk} {about}")


def lock_numbers(*, dealership: Dealership) -> None:
    """Wait until nobody else numbers an invoice of this dealership: numbers have no gaps, and never meet."""
    _lock(f"invoice numbers {dealership.pk}")


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [name])
