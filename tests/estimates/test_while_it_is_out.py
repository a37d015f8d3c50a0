"""What a contract that is out would cost now, on its page."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.contracts.at_the_counter import PICKUP, loan_for_group
from tests.situations import Counter, riley


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (PICKUP + timedelta(hours=24), "1 contract day,"),
        (PICKUP + timedelta(hours=49), "3 contract days,"),
        (PICKUP + timedelta(days=400), "392 contract days,"),
        (PICKUP + timedelta(days=500), "392 contract days,"),
    ],
)
def test_the_page_says_what_it_comes_to_however_late_it_is(
    client: Client, desk: Counter, now: datetime, days: str
) -> None:
    loan, user = loan_for_group(desk).started(), riley(desk.store).user
    assert user is not None

    with time_machine.travel(now, tick=False):
        client.force_login(user)
        page = client.get(f"/springfield/contracts/{loan.code}/")

    assert page.status_code == 200
    assert days in page.text  # a day every 24.5 hours: 9600 / 24.5 = 391.8, and no loan is longer than 400 days
