"""A dealership that has no category yet: the app's booking waits, an admin adds the category, and it is booked."""

import html
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from dealerships.addresses import address
from fleet.models import Vehicle, VehicleCategory
from integrations.lexus_app.models import InboundMessage
from reservations.models import Reservation
from tests.beside import fields_of
from tests.lexus_app.app import App, booking
from tests.lexus_app.worker import attention, send, work
from tests.situations import Counter, at


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(at(2, 12), tick=False):
        yield


def ways_out(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]*vehicle-categories/add/[^"]*)"', page)]


def test_a_booking_waits_for_its_category_which_an_admin_adds_from_there(app: App, admin: Client, desk: Counter):
    Vehicle.objects.update(category=None)
    VehicleCategory.objects.all().delete()
    send(app, booking())
    assert attention(desk.store) == [
        "No vehicle category is called “SUV”. Choose one of yours for it, or add it, then try again."
    ]

    settings = address(desk.store, "lexus_app_settings")
    page = admin.get(settings).text
    (way,) = ways_out(page)
    assert 'value="SUV"' in admin.get(way).text
    added = admin.post(way, {"name": "SUV", "acriss": "sfar", "next": settings})
    again = re.findall(r'action="([^"]*/again/)"', page)[0]
    admin.post(again)
    work(desk.store)

    assert added["Location"] == settings
    assert (Reservation.objects.get().category.name, attention(desk.store)) == ("SUV", [])


def test_the_message_itself_leads_an_admin_there_and_nobody_else(
    app: App, admin: Client, advisor: Client, desk: Counter
):
    send(app, booking(vehicle_category="Coupé & Cabrio"))
    page = address(desk.store, "lexus_app_received", received=InboundMessage.objects.get().pk)

    (way,) = ways_out(admin.get(page).text)

    assert 'value="Coupé &amp; Cabrio"' in admin.get(way).text
    assert fields_of(admin.get(way).text).typed("next") == page
    assert ways_out(advisor.get(page).text) == []
