"""The whole loan through plain forms, as a browser without JavaScript sends them."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from contracts.models import Contract
from fleet.domain.statuses import VehicleStatus
from reservations.domain.lifecycle import Status
from reservations.models import Reservation
from tests.scenarios.outside import World
from tests.situations import Counter

AT = "/springfield"


def test_a_booking_becomes_a_paid_bill(signed_in: Client, desk: Counter, world: World) -> None:
    world.card_on_file(desk.avery)
    code = book(signed_in, desk)
    page = f"{AT}/contracts/{code}/"

    signed_in.post(f"{page}assign/", {"vin": desk.rx_350.vin})
    signed_in.post(f"{page}readings/", {"odometer": "12,010", "fuel": "8"})
    signed_in.post(f"{page}walk-around/")
    signed_in.post(f"{page}terms/")
    signed_in.post(f"{page}sign/", signature(desk))
    signed_in.post(f"{page}hold/")
    waiting = signed_in.get(page).text
    world.carry_out_effects(timezone.now())
    ready = signed_in.get(page).text
    signed_in.post(f"{page}start/")
    started = signed_in.get(page).text
    preview = signed_in.post(f"{page}finish/", {**handback(12_110, "6"), "press": "preview"}).text
    signed_in.post(f"{page}finish/", {**handback(12_110, "6"), "press": "finish"})
    world.carry_out_effects(timezone.now())
    finished = signed_in.get(page).text

    assert "Waiting for the hold" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "Everything is in order" in ready
    assert "If it came back now" in started
    assert "$17.80" in preview  # a quarter of 17.8 gallons at $4.00
    assert "Left to pay" in finished
    assert Reservation.objects.get(code=code).status == Status.FINISHED
    desk.rx_350.refresh_from_db()
    assert desk.rx_350.status == VehicleStatus.RETURNED
    assert Contract.objects.get(reservation__code=code).invoice is not None


def test_a_second_press_books_nothing_twice(signed_in: Client, desk: Counter) -> None:
    form = booking(desk) | {"form_key": "the same form"}

    first = signed_in.post(f"{AT}/contracts/new/", form)
    second = signed_in.post(f"{AT}/contracts/new/", form)

    assert first["Location"] == second["Location"]
    assert Reservation.objects.count() == 1


def test_what_was_typed_stays_when_it_is_refused(signed_in: Client, desk: Counter) -> None:
    upside_down = booking(desk) | {"dropoff": "2026-01-01T09:00", "notes": "Child seat"}

    answer = signed_in.post(f"{AT}/contracts/new/", upside_down)

    assert answer.status_code == 422
    assert "Drop-off must be after pickup." in answer.text
    assert "Child seat" in answer.text


def test_a_reading_that_is_no_number_is_said_at_the_field(
    signed_in: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/"
    signed_in.post(f"{page}assign/", {"vin": desk.rx_350.vin})

    answer = signed_in.post(f"{page}readings/", {"odometer": "many", "fuel": "8"})

    assert answer.status_code == 422
    assert "Type the reading in digits, such as 4,118." in answer.text
    assert 'value="many"' in answer.text


def test_an_odometer_below_the_last_reading_asks_for_it_once_more(
    signed_in: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/"
    signed_in.post(f"{page}assign/", {"vin": desk.rx_350.vin})
    assert "Odometer once more" not in signed_in.get(page).text

    once = signed_in.post(f"{page}readings/", {"odometer": "1,204", "fuel": "8"})
    twice = signed_in.post(f"{page}readings/", {"odometer": "1,204", "odometer_again": "1204", "fuel": "8"})

    assert (once.status_code, twice.status_code) == (422, 302)
    assert "Odometer once more" in once.text
    assert "1,204 mi is below the last reading of this car, 12,000 mi." in once.text
    assert 'value="1,204"' in once.text
    assert "below the last reading of 12,000 mi, typed twice" in signed_in.get(page).text


def test_start_is_refused_in_words_and_keeps_its_place(signed_in: Client, booked: Reservation) -> None:
    page = f"{AT}/contracts/{booked.code}/"

    answer = signed_in.post(f"{page}start/", follow=True)

    assert "No vehicle is assigned to this contract. Assign one first." in answer.text
    assert Reservation.objects.get(code=booked.code).status == Status.BOOKED


def test_an_odometer_that_runs_backwards_is_refused_before_the_bill(
    signed_in: Client, desk: Counter, world: World
) -> None:
    page = on_the_road(signed_in, desk, world)

    answer = signed_in.post(f"{page}finish/", {**handback(11_000, "8"), "press": "finish"})

    assert answer.status_code == 422
    assert "Odometer in (11,000) is below odometer out (12,010 mi)" in answer.text
    assert 'value="11000"' in answer.text


def test_the_neighbours_staff_find_nothing(client: Client, neighbour: object, booked: Reservation) -> None:
    stranger = client.get(f"{AT}/contracts/{booked.code}/")

    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/accounts/login/")


def on_the_road(browser: Client, desk: Counter, world: World) -> str:
    """A started contract's page."""
    world.card_on_file(desk.avery)
    page = f"{AT}/contracts/{book(browser, desk)}/"
    browser.post(f"{page}assign/", {"vin": desk.rx_350.vin})
    browser.post(f"{page}readings/", {"odometer": "12,010", "fuel": "8"})
    browser.post(f"{page}walk-around/")
    browser.post(f"{page}terms/")
    browser.post(f"{page}sign/", signature(desk))
    browser.post(f"{page}hold/")
    world.carry_out_effects(timezone.now())
    browser.post(f"{page}start/")
    return page


def book(browser: Client, desk: Counter) -> str:
    """Book for Avery; the code of the loan."""
    answer = browser.post(f"{AT}/contracts/new/", booking(desk))
    found = re.search(r"/contracts/([^/]+)/", answer["Location"])
    assert found is not None
    return found[1]


def booking(desk: Counter) -> dict[str, str]:
    """Two days from now on in OneApp Rental, an RX 350 if there is one."""
    pickup = desk.store.local(timezone.now() + timedelta(minutes=30))
    dropoff = pickup + timedelta(days=2)
    return {
        "customer": desk.avery.code,
        "pickup": f"{pickup:%Y-%m-%dT%H:%M}",
        "dropoff": f"{dropoff:%Y-%m-%dT%H:%M}",
        "offer": f"p{desk.program.pk}",
        "category": str(desk.rx_350.category_id),
        "model": "RX 350",
        "press": "book",
    }


def signature(desk: Counter) -> dict[str, object]:
    """Avery accepts both terms and types the name."""
    return {"driver": desk.avery.code, "accepted": ["1", "2"], "consent": "on", "name": "Avery Quinn"}


def handback(odometer: int, eighths: str) -> dict[str, str]:
    """It came back now."""
    return {"when": "now", "odometer": str(odometer), "fuel": eighths}
