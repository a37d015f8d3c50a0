"""Somebody else drives too: named at the counter before the start, by forms alone."""

from django.test import Client

from customers.domain.details import ContactDetails
from customers.models import Customer
from reservations.models import Reservation
from tests.desk.test_a_loan_by_forms import AT, on_the_road
from tests.scenarios.outside import World
from tests.situations import Counter, jordan
from tests.situations.guests import stranger


def test_a_driver_is_found_added_and_taken_out(signed_in: Client, desk: Counter, booked: Reservation) -> None:
    page, driver = f"{AT}/contracts/{booked.code}/drivers/", jordan(desk.store)

    offered = signed_in.get(page, {"q": "ellis"}).text
    added = signed_in.post(f"{page}add/", {"driver": driver.code, "next": page}, follow=True).text
    contract = signed_in.get(f"{AT}/contracts/{booked.code}/").text

    assert f'value="{driver.code}"' in offered
    assert "Jordan Ellis is an additional driver." in added
    assert "Take out" in added
    assert f'href="{page}"' in contract
    assert "Jordan Ellis" in contract

    signed_in.post(f"{page}take-out/", {"driver": driver.code})

    assert not booked.additional_drivers.exists()


def test_a_profile_that_was_just_made_for_it_stands_ready(
    signed_in: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/drivers/"
    said = {"first_name": "Jordan", "last_name": "Ellis", "phone": "2175550177", "language": "en-us", "country": "US"}

    shown = signed_in.post(f"{AT}/customers/new/?next={page}", said | {"next": page}, follow=True).text

    assert 'Add<span class="sr-only"> Jordan Ellis</span>' in shown


def test_a_new_customer_from_the_list_is_shown_at_once(signed_in: Client) -> None:
    page = signed_in.get(f"{AT}/customers/new/")
    said = {"first_name": "Kim", "last_name": "Lee", "phone": "+12175550188", "language": "en-us", "country": "US"}

    answer = signed_in.post(f"{AT}/customers/new/", said | {"next": page.context["back"]})

    kim = Customer.objects.get(last_name="Lee")
    assert answer["Location"] == f"{AT}/customers/{kim.code}/"


def test_the_guest_the_same_driver_again_and_a_third_are_refused(
    signed_in: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/drivers/"
    sam, kim = (stranger(desk.store, ContactDetails(first_name=name, last_name="Ellis")) for name in ("Sam", "Kim"))
    jo = jordan(desk.store)

    own = added(signed_in, page, desk.avery.code)
    added(signed_in, page, jo.code)
    again = added(signed_in, page, jo.code)
    added(signed_in, page, sam.code)
    third = added(signed_in, page, kim.code)
    stranger_out = signed_in.post(f"{page}take-out/", {"driver": kim.code, "next": page}, follow=True).text

    assert f"Avery Quinn is a driver of {booked.code} already." in own
    assert f"Jordan Ellis is a driver of {booked.code} already." in again
    assert "There can be 2 additional drivers at most." in third
    assert f"Kim Ellis is no additional driver of {booked.code}." in stranger_out
    assert "Find a driver" not in third
    assert [row.customer for row in booked.additional_drivers.order_by("position")] == [jo, sam]


def test_nobody_is_added_once_the_car_is_on_the_road(signed_in: Client, desk: Counter, world: World) -> None:
    page = on_the_road(signed_in, desk, world)
    driver = jordan(desk.store)

    refused = added(signed_in, f"{page}drivers/", driver.code)

    assert "This contract is started; what was booked can" in refused
    assert "drivers/" not in signed_in.get(page).text


def added(browser: Client, page: str, code: str) -> str:
    """What the page says after *Add*."""
    return browser.post(f"{page}add/", {"driver": code, "next": page}, follow=True).text
