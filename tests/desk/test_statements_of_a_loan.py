"""What the pages of one loan ask of the database, from booking to receipt: little, and the same beside many others."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from contracts.services import assign_vehicle
from customers.services import queue_message
from dealerships.services.history import record
from reservations.models import Reservation
from tests.desk.conftest import more_like
from tests.desk.test_a_loan_by_forms import AT, book, booking, handback, signature
from tests.scenarios.outside import World
from tests.situations import Counter
from tests.statements import statements

MOST = 15


def asked(browser: Client, address: str, form: dict[str, str] | None = None) -> int:
    """How many statements a page takes."""
    with statements() as seen:
        answer = browser.post(address, form) if form else browser.get(address)
    assert answer.status_code == 200
    assert len(seen) <= MOST, "\n".join(seen.texts)
    return len(seen)


@pytest.fixture
def at_home(signed_in: Client) -> Client:
    """Riley's browser, which has noted the stores: the first page after signing in does."""
    signed_in.get(f"{AT}/settings/")
    return signed_in


def test_every_state_of_a_contract_is_shown_in_at_most_fifteen(at_home: Client, desk: Counter, world: World) -> None:
    world.card_on_file(desk.avery)
    page = f"{AT}/contracts/{book(at_home, desk)}/"

    counts = dict(as_it_goes(at_home, desk, world, page))

    assert counts == {
        "booked": 12,
        "choosing a vehicle": 8,
        "changing the booking": 10,
        "pending": 14,
        "signing": 7,
        "signed": 13,
        "asking the bank": 13,
        "ready": 13,
        "started": 13,
        "coming back": 8,
        "the bill before it is one": 12,
        "finished": 13,
        "the guest": 12,
        "the car": 8,
        "the next booking, with an earlier bill": 13,
    }


def as_it_goes(browser: Client, desk: Counter, world: World, page: str) -> Iterator[tuple[str, int]]:
    """One loan, step by step; what each page of it takes."""
    yield "booked", asked(browser, page)
    yield "choosing a vehicle", asked(browser, f"{page}assign/")
    yield "changing the booking", asked(browser, f"{page}edit/")
    browser.post(f"{page}assign/", {"vin": desk.rx_350.vin})
    browser.post(f"{page}readings/", {"odometer": "12,010", "fuel": "8"})
    browser.post(f"{page}walk-around/")
    yield "pending", asked(browser, page)
    browser.post(f"{page}terms/")
    yield "signing", asked(browser, f"{page}sign/")
    browser.post(f"{page}sign/", signature(desk))
    yield "signed", asked(browser, page)
    browser.post(f"{page}hold/")
    yield "asking the bank", asked(browser, page)
    world.carry_out_effects(timezone.now())
    yield "ready", asked(browser, page)
    browser.post(f"{page}start/")
    yield from on_the_road_and_back(browser, desk, world, page)


def on_the_road_and_back(browser: Client, desk: Counter, world: World, page: str) -> Iterator[tuple[str, int]]:
    """From the start on."""
    yield "started", asked(browser, page)
    yield "coming back", asked(browser, f"{page}finish/")
    yield "the bill before it is one", asked(browser, f"{page}finish/", {**handback(12_110, "6"), "press": "preview"})
    browser.post(f"{page}finish/", {**handback(12_110, "6"), "press": "finish"})
    world.carry_out_effects(timezone.now())
    yield "finished", asked(browser, page)
    yield "the guest", asked(browser, f"{AT}/customers/{desk.avery.code}/")
    yield "the car", asked(browser, f"{AT}/vehicles/{desk.rx_350.vin}/")
    yield "the next booking, with an earlier bill", asked(browser, f"{AT}/contracts/{book(browser, desk)}/")


def test_a_contract_takes_as_much_with_fifty_duplicates_and_a_long_history(
    at_home: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/"
    for_few = asked(at_home, page)
    more_like(booked, count=50)
    for _ in range(10):
        told(desk, booked)

    assert asked(at_home, page) == for_few == 12


def told(desk: Counter, loan: Reservation) -> None:
    """One more message and one more event about a loan."""
    now, store = timezone.now(), desk.store
    record("looked at", dealership=store, subjects=[loan.reference], by=desk.advisor, at=now)
    queue_message(
        dealership=store,
        customer=desk.avery,
        cause="reminder",
        subject="Your loan",
        text="We look forward to seeing you.",
        about=loan.reference,
        at=now,
    )


def test_a_new_contract_shows_what_is_free_in_thirteen(at_home: Client, desk: Counter, booked: Reservation) -> None:
    chosen = {name: value for name, value in booking(desk).items() if name != "press"}
    page = f"{AT}/contracts/new/"

    counts = [asked(at_home, page), asked(at_home, f"{page}?customer={desk.avery.code}")]
    with statements() as looking:
        at_home.get(page, chosen)
    more_like(booked, count=50)  # now more is booked than there are cars
    with statements() as short:
        answer = at_home.get(page, chosen)

    assert counts == [4, 13]
    assert len(looking) == len(short) == 13, "\n".join(short.texts)
    assert "short from" in answer.text


def test_the_dashboard_says_how_ready_each_pickup_is_in_twelve(
    at_home: Client, desk: Counter, booked: Reservation
) -> None:
    others = more_like(booked, count=5)
    given(desk, booked, desk.rx_350.vin)

    for_one = asked(at_home, f"{AT}/")
    given(desk, others[0], desk.es_350.vin)

    assert asked(at_home, f"{AT}/") == for_one == 12


def given(desk: Counter, loan: Reservation, vin: str) -> None:
    """This car is assigned to the loan."""
    assign_vehicle(dealership=desk.store, code=loan.code, vin=vin, by=desk.advisor, at=timezone.now())
