"""What the app may offer: the endpoint with its token."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from integrations.lexus_app.services import replace_token
from kernel.period import Period
from programs.models import Program
from reservations.domain.booking import Booking
from reservations.services import book
from tests.lexus_app.app import App
from tests.situations import THREE_DAYS, Counter, at
from tests.situations.staff import manager

TUESDAY = {"pickup_at": "2026-03-10T09:00:00-05:00", "dropoff_at": "2026-03-13T09:00:00-05:00"}


@pytest.fixture
def token(app: App, store: Dealership) -> str:
    """The connection's token."""
    return replace_token(dealership=store, by=manager(), at=timezone.now())


def asked(token: str, **query: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().get(reverse("lexus_app_availability"), query or TUESDAY, headers=headers)


def test_the_program_s_categories_are_offered_with_their_models(token: str, desk: Counter) -> None:
    answer = asked(token)

    assert answer.json() == {
        "bookable": True,
        "categories": [
            {"category": "Sedan", "models": ["ES 350"], "available": 1},
            {"category": "SUV", "models": ["RX 350"], "available": 1},
        ],
    }


def test_what_is_booked_is_not_offered_again(token: str, desk: Counter) -> None:
    tuesday = at(10)
    suv = desk.rx_350.category
    booking = Booking(
        customer_id=desk.avery.pk,
        program_id=desk.program.pk,
        category_id=suv.pk,
        period=Period(tuesday, tuesday + THREE_DAYS),
    )
    book(dealership=desk.store, booking=booking, by=desk.advisor, at=at(2))

    answer = asked(token)

    assert {each["category"]: each["available"] for each in answer.json()["categories"]} == {"SUV": 0, "Sedan": 1}


def test_outside_opening_hours_the_next_opening_is_told(token: str, desk: Counter) -> None:
    answer = asked(token, pickup_at="2026-03-08T12:00:00-05:00", dropoff_at="2026-03-10T09:00:00-05:00")

    assert answer.json() == {"bookable": False, "next_opening": "2026-03-09T07:30:00-05:00", "categories": []}


def test_without_the_program_nothing_is_offered(token: str, desk: Counter) -> None:
    Program.objects.update(title_key="another")

    answer = asked(token)

    assert answer.json() == {"bookable": False, "categories": []}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"pickup_at": "tomorrow"}, ["pickup_at", "dropoff_at"]),
        ({**TUESDAY, "dropoff_at": "2026-03-10T09:00:00-05:00"}, ["dropoff_at"]),
        ({**TUESDAY, "dropoff_at": "2029-03-13T09:00:00-05:00"}, ["dropoff_at"]),
    ],
)
def test_a_period_that_is_none_is_a_bad_request(
    token: str, desk: Counter, query: dict[str, str], fields: list[str]
) -> None:
    answer = asked(token, **query)

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (400, fields)


@pytest.mark.parametrize("wrong", ["", "ld_wrong", "é"])
def test_without_the_token_nothing_is_told(token: str, desk: Counter, wrong: str) -> None:
    assert asked(wrong).status_code == 401


def test_a_replaced_token_is_worth_nothing(token: str, desk: Counter) -> None:
    new = replace_token(dealership=desk.store, by=manager(), at=timezone.now())

    assert (asked(token).status_code, asked(new).status_code) == (401, 200)


def test_the_neighbour_s_token_shows_the_neighbour_s_cars(
    token: str, desk: Counter, neighbours_app: App, neighbour: Dealership
) -> None:
    with as_dealership(neighbour):
        theirs = replace_token(dealership=neighbour, by=manager(), at=timezone.now())

    answer = asked(theirs, pickup_at="2026-03-10T17:00:00Z", dropoff_at="2026-03-13T17:00:00Z")

    assert answer.json() == {"bookable": False, "categories": []}
