"""Every page of the counter answers, with rows and without."""

import pytest
from django.test import Client

from reservations.models import Reservation
from tests.situations import Counter

PAGES = (
    "",
    "search/?q=quinn",
    "search/?q=",
    "contracts/",
    "contracts/?tab=all&q=quinn&sort=-dropoff&channel=staff",
    "contracts/?format=csv",
    "contracts/new/",
    "contracts/new/?q=avery",
    "customers/",
    "customers/?q=avery",
    "customers/?format=csv",
    "customers/new/",
    "vehicles/",
    "vehicles/?tab=staged&sort=-odometer",
    "vehicles/?format=csv",
    "settings/",
    "settings/staff/",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers(signed_in: Client, booked: Reservation, page: str) -> None:
    answer = signed_in.get(f"/springfield/{page}")

    assert answer.status_code == 200


def test_the_pages_of_a_guest_a_car_and_a_loan_answer(signed_in: Client, desk: Counter, booked: Reservation) -> None:
    guest, car, code = desk.avery.code, desk.rx_350.vin, booked.code
    pages = [
        f"customers/{guest}/",
        f"customers/{guest}/contact/",
        f"customers/{guest}/licence/",
        f"customers/{guest}/insurance/",
        f"customers/{guest}/notes/",
        f"customers/{guest}/do-not-rent/",
        f"vehicles/{car}/",
        f"vehicles/{car}/issues/",
        f"contracts/{code}/",
        f"contracts/{code}/assign/",
        f"contracts/{code}/edit/",
        f"contracts/{code}/cancel/",
        f"contracts/new/?customer={guest}",
    ]

    answers = {page: signed_in.get(f"/springfield/{page}").status_code for page in pages}

    assert set(answers.values()) == {200}, answers


def test_an_empty_store_has_pages_too(client: Client, signed_in: Client) -> None:
    answer = signed_in.get("/springfield/contracts/?tab=finished")

    assert "Nothing here now." in answer.text


def test_a_code_leads_straight_to_its_contract(signed_in: Client, booked: Reservation) -> None:
    answer = signed_in.get("/springfield/search/", {"q": booked.code})

    assert answer["Location"] == f"/springfield/contracts/{booked.code}/"


def test_a_page_carries_no_style_and_no_script_of_its_own(signed_in: Client, booked: Reservation) -> None:
    answer = signed_in.get(f"/springfield/contracts/{booked.code}/")

    assert " style=" not in answer.text
    assert " onclick=" not in answer.text
    assert answer["Content-Security-Policy"].count("unsafe") == 0
