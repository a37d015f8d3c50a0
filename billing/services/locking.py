"""One writer at a time for the money of a loan."""

from django.db import connection

from dealerships.models import Dealership

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def lock_money(*, dealership: Dealership, about: str) -> None:
    """
    Wait until nobody else moves money of this loan, then keep others waiting until the transaction ends.

    A loan may have neither hold nor payment yet, so there is no row to lock; what was read before must be read again.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"money {dealership.pk} {about}"])
