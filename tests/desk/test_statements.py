"""What a page asks of the database: little, and the same however many rows it shows."""

import pytest
from django.test import Client

from reservations.models import Reservation
from tests.desk.conftest import more_like
from tests.situations import Counter
from tests.statements import statements

MOST = 15


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", 8),
        ("contracts/", 10),
        ("contracts/?tab=all&sort=-dropoff", 10),
        ("customers/", 6),
        ("vehicles/", 10),
        ("search/?q=quinn", 10),
        ("settings/", 14),
        ("settings/staff/", 5),
    ],
)
def test_a_list_asks_as_much_for_fifty_rows_as_for_five(
    signed_in: Client, booked: Reservation, page: str, expected: int
) -> None:
    more_like(booked, count=4)
    signed_in.get("/springfield/settings/")  # the first page after signing in notes the stores

    with statements() as for_few:
        signed_in.get(f"/springfield/{page}")
    more_like(booked, count=45, first=4)
    with statements() as for_many:
        signed_in.get(f"/springfield/{page}")

    assert Reservation.objects.count() == 50
    assert len(for_few) == len(for_many) == expected, "\n".join(for_many.texts)
    assert expected <= MOST


def test_the_page_of_a_guest_asks_little(signed_in: Client, desk: Counter, booked: Reservation) -> None:
    signed_in.get("/springfield/settings/")

    with statements() as seen:
        signed_in.get(f"/springfield/customers/{desk.avery.code}/")

    assert len(seen) <= MOST, "\n".join(seen.texts)
