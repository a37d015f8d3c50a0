"""The settings page: five steps, secrets shown once, what needs attention, the log."""

import re

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealerships.addresses import address
from dealerships.models import Dealership
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret
from programs.models import Program
from reservations.models import Reservation
from tests.lexus_app.app import App, booking
from tests.lexus_app.worker import send, work
from tests.situations import Counter, riley

MOST_STATEMENTS = 20


@pytest.fixture
def admin(store: Dealership) -> Client:
    """Riley's browser."""
    browser = Client()
    user = riley(store).user
    assert user is not None
    browser.force_login(user)
    return browser


def page(browser: Client, store: Dealership, query: str = "") -> str:
    answer = browser.get(address(store, "lexus_app_settings") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(browser: Client, store: Dealership, name: str, **kwargs: object) -> None:
    form = kwargs.pop("form", {})
    answer = browser.post(address(store, name, **kwargs), form)
    assert (answer.status_code, answer["Location"]) == (302, address(store, "lexus_app_settings"))


def test_connecting_shows_the_secrets_once(admin: Client, store: Dealership) -> None:
    assert "Not connected" in page(admin, store)

    press(admin, store, "lexus_app_connect")

    first, second = page(admin, store), page(admin, store)
    secret, token = InboundSecret.objects.get().secret, re.search(r"ld_[\w-]{20,}", first)
    assert secret in first
    assert token
    assert secret not in second
    assert token[0] not in second
    assert f"/webhooks/lexus-app/{Connection.objects.get().public_id}/" in second


def test_only_admins_see_it(app: App, desk: Counter) -> None:
    browser = Client()
    user = desk.dana.user
    assert user is not None
    browser.force_login(user)

    answers = [
        browser.get(address(desk.store, "lexus_app_settings")),
        browser.post(address(desk.store, "lexus_app_rotate_secret")),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert InboundSecret.objects.count() == 1


def test_the_neighbour_s_admin_gets_nowhere(app: App, store: Dealership, neighbour: Dealership, admin: Client) -> None:
    assert admin.get(address(neighbour, "lexus_app_settings")).status_code == 404


def test_the_steps_say_what_is_missing(app: App, admin: Client, desk: Counter) -> None:
    Program.objects.update(title="One App Rental", title_key="one app rental")
    near_miss = page(admin, desk.store)
    Program.objects.update(title="OneApp Rental", title_key="oneapp rental")
    without_rate = page(admin, desk.store)

    assert "“One App Rental” is there, but it will not be linked" in near_miss
    assert "2 vehicles in it" in without_rate
    assert "1 model has no rate" in without_rate
    assert "ES 350" in without_rate


def test_a_test_booking_goes_all_the_way_and_is_called_off(app: App, admin: Client, desk: Counter) -> None:
    press(admin, desk.store, "lexus_app_test_booking")
    work(desk.store)

    booked = Reservation.objects.get()
    assert (booked.status, booked.customer.name) == ("cancelled", "Test Guest")
    assert f"Booked {booked.code}" in page(admin, desk.store)


def test_what_needs_attention_can_be_tried_again_or_dismissed(app: App, admin: Client, desk: Counter) -> None:
    far_away = {"pickup_at": "2030-03-09T09:00:00-05:00", "dropoff_at": "2030-03-12T09:00:00-05:00"}
    send(app, booking(vehicle_category="Coupe", **far_away))
    shown = page(admin, desk.store)
    found = re.search(r"attention/(\d+)/again/", shown)
    assert found
    assert "No vehicle category is called “Coupe”" in shown

    press(admin, desk.store, "lexus_app_try_again", effect=int(found[1]))
    work(desk.store)
    assert "No vehicle category is called “Coupe”" in page(admin, desk.store)
    press(admin, desk.store, "lexus_app_dismiss", effect=int(found[1]), form={"reason": "Called the guest"})

    assert "could not be placed" not in page(admin, desk.store)
    assert InboundMessage.objects.get().reason == "Called the guest"


def test_secrets_are_rotated_and_retired(app: App, admin: Client, desk: Counter) -> None:
    old = InboundSecret.objects.get()
    press(admin, desk.store, "lexus_app_rotate_secret")

    press(admin, desk.store, "lexus_app_retire_secret", secret=old.pk)
    press(admin, desk.store, "lexus_app_retire_secret", secret=InboundSecret.objects.exclude(pk=old.pk).get().pk)

    shown = page(admin, desk.store)
    assert "This is the only signing secret" in shown
    assert old.ending not in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("https://partner.example/hooks", "https://partner.example/hooks"), ("ftp://x.example", ""), ("", "")],
)
def test_the_partner_s_endpoint_is_an_address(app: App, admin: Client, desk: Counter, typed: str, kept: str) -> None:
    press(admin, desk.store, "lexus_app_set_endpoint", form={"endpoint": typed})

    assert Connection.objects.get().endpoint == kept


def test_the_page_takes_few_statements_however_long_the_log_is(app: App, admin: Client, desk: Counter) -> None:
    counts = []
    for number in range(3):
        for each in range(number * 4):
            app.send(booking(reservation_id=f"LX-{number}-{each}"), webhook_id=f"msg_{number}_{each}")
        with CaptureQueriesContext(database) as queries:
            page(admin, desk.store, "?page=1")
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))

    assert len(set(counts[1:])) == 1
    assert counts[-1] <= MOST_STATEMENTS, counts


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=٣", "?page=99999999999", "?direction=sent", "?direction=x"]
)
def test_odd_addresses_show_a_page(app: App, admin: Client, desk: Counter, query: str) -> None:
    assert page(admin, desk.store, query)


def test_members_of_the_page_are_this_store_s(app: App, admin: Client, store: Dealership, neighbours_app: App) -> None:
    assert neighbours_app.connection.public_id not in page(admin, store)
