"""Write a new reservation with its drivers, under a code that no other has."""

from collections.abc import Iterator, Sequence

from django.db import IntegrityError, connection

from customers.domain.codes import spoken
from dealerships.models import Dealership
from dealerships.prepared import at_once
from reservations.domain.booking import NotBookable
from reservations.models import AdditionalDriver, Reservation

CODE_LENGTHS = (4, 4, 4, 5, 6, 7)
"""Half a million codes of four characters; the seldom one that is taken is drawn again, and longer at last."""


class AlreadyBooked(Exception):
    """The partner's Reservation ID is known already."""

    def __init__(self, external_id: str) -> None:
        """Name it."""
        super().__init__(f"The reservation {external_id} is booked already.")


def insert(reservation: Reservation, drivers: Sequence[int]) -> None:
    """
    Write the new row, with its additional drivers, under a code that no other has. What is refused leaves a savepoint
    of the caller's.

    :raises AlreadyBooked: its Reservation ID is known
    :raises NotBookable: it names a row that is not of this dealership
    """
    for code in codes(reservation.dealership):
        reservation.code = code
        try:
            written = write(reservation, drivers)
        except IntegrityError as refused:
            raise in_words(refused) from refused
        if written:
            return
        if is_known(reservation):
            raise AlreadyBooked(reservation.external_id)
    raise NotBookable("No confirmation code was free. Book again.")


COLUMNS = [field for field in Reservation._meta.concrete_fields if not field.primary_key]
# The ORM needs a statement more for the drivers, while others wait in line.
INSERT = f"""
    WITH made AS (
        INSERT INTO "{Reservation._meta.db_table}" ({", ".join(field.attname for field in COLUMNS)})
        VALUES ({", ".join(f"%({field.attname})s" for field in COLUMNS)})
        ON CONFLICT DO NOTHING
        RETURNING id, dealership_id
    ), drivers AS (
        INSERT INTO "{AdditionalDriver._meta.db_table}" (dealership_id, reservation_id, customer_id, position)
        SELECT made.dealership_id, made.id, driver, position
        FROM made, unnest(%(drivers)s::bigint[]) WITH ORDINALITY AS each (driver, position)
    )
    SELECT id FROM made
"""  # noqa: S608 - the names are our own tables'


def write(reservation: Reservation, drivers: Sequence[int]) -> bool:
    """Insert the row and its drivers, unless its code or its Reservation ID is taken."""
    values = {
        field.attname: field.get_db_prep_save(getattr(reservation, field.attname), connection) for field in COLUMNS
    }
    for (key,) in at_once(INSERT, values | {"drivers": drivers}):
        reservation.pk = key
        reservation._state.adding = False  # noqa: SLF001 - as the ORM does once a row is written
        return True
    return False


def is_known(reservation: Reservation) -> bool:
    """Whether it was the Reservation ID that is taken; a code is drawn again."""
    same = Reservation.objects.filter(dealership=reservation.dealership, external_id=reservation.external_id)
    return bool(reservation.external_id) and same.exists()


def in_words(refused: IntegrityError) -> Exception:
    """What the database refused, in words where we have them."""
    name = str(getattr(getattr(refused.__cause__, "diag", None), "constraint_name", ""))
    if name.endswith("_same_owner"):
        return NotBookable("Choose category and service advisor among those of this dealership.")
    return refused


def codes(dealership: Dealership) -> Iterator[str]:
    """Candidates for the confirmation code: *LS-7Q4M* at Lexus of Springfield."""
    initials = "".join(word[0] for word in dealership.name.split() if word[0].isalpha() and word[0].isupper())
    for length in CODE_LENGTHS:
        yield f"{initials[:3] or 'L'}-{spoken(length)}"
