"""The demo as `make run` makes it: priced right, walled, and reachable."""

import json
import stat

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from billing.domain.evidence import price_again
from billing.models import Invoice
from config.demo.opening import follow_sandbox, is_open, open_demo
from contracts.queries import before_start_of
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from fleet.models import Vehicle
from integrations.lexus_app.models import Connection, InboundMessage
from reservations.domain.lifecycle import Status
from reservations.models import Reservation

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Opened once for all of these tests, which only look, and taken back after them."""
    folder = tmp_path_factory.mktemp("demo")
    told = override_settings(DATA_DIR=folder, SANDBOX_ADDRESS="http://127.0.0.1:8001")
    with django_db_blocker.unblock(), told, transaction.atomic():
        open_demo(at=timezone.now())
        yield folder / "demo.json"
        transaction.set_rollback(True)


def test_the_demo_is_a_year_of_two_stores(demo):
    springfield = Dealership.objects.get(slug="springfield")
    with as_dealership(springfield):
        cars, loans = Vehicle.objects.count(), Reservation.objects.count()
        for invoice in Invoice.objects.all()[:50]:
            price_again(invoice.evidence)

    assert (cars, loans > 500) == (32, True)
    assert is_open()


def test_the_file_for_scripts_is_its_owners_alone(demo):
    told = json.loads(demo.read_text())

    assert stat.S_IMODE(demo.stat().st_mode) == 0o600
    assert {store["slug"] for store in told["dealerships"]} == {"springfield", "riverton"}


def test_on_another_port_the_stores_tell_the_sandbox_there_and_leave_other_partners(demo):
    springfield, riverton = (Dealership.objects.get(slug=slug) for slug in ("springfield", "riverton"))
    with transaction.atomic():
        with as_dealership(riverton):
            Connection.objects.update(endpoint="https://partner.example/lexus-app/events/63202")

        with override_settings(SANDBOX_ADDRESS="http://127.0.0.1:8101"):
            follow_sandbox(at=timezone.now())

        found = []
        for store in (springfield, riverton):
            with as_dealership(store):
                found.append(Connection.objects.get().endpoint)
        transaction.set_rollback(True)

    assert found == [
        "http://127.0.0.1:8101/lexus-app/events/63201",
        "https://partner.example/lexus-app/events/63202",
    ]


def test_the_first_morning_has_a_pickup_that_is_ready_and_something_that_waits(demo):
    springfield, now = Dealership.objects.get(slug="springfield"), timezone.now()
    with as_dealership(springfield):
        assigned = list(Reservation.objects.filter(status=Status.PENDING).values_list("code", flat=True))
        missing = before_start_of(dealership=springfield, codes=assigned, at=now)
        kept = InboundMessage.objects.get()

    assert [] in list(missing.values())
    assert kept.reservation_id == "LX-63201-OPEN"
