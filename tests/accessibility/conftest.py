"""Chromium on a served store: committed rows, Riley signed in."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from dealerships.tenancy import as_dealership
from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.queries import usual_times
from reservations.services import book
from tests.situations import Counter, counter, riley, springfield
from tests.situations.staff import PASSWORD


@dataclass(frozen=True, kw_only=True)
class Served:
    """A store that a browser can visit, with one booking."""

    address: str
    code: str
    customer: str
    vin: str
    email: str
    agreement: str
    program: str


@pytest.fixture
def served(transactional: None, live_server: LiveServer) -> Served:
    """Springfield, with Avery's booking for the usual times."""
    store = springfield()
    with as_dealership(store):
        desk: Counter = counter(store)
        staff = riley(store)
        now = timezone.now()
        usual = usual_times(dealership=store, at=now)
        booking = Booking(
            customer_id=desk.avery.pk,
            program_id=desk.program.pk,
            category_id=desk.rx_350.category_id,
            period=Period(usual.starts_at, usual.ends_at),
        )
        loan = book(dealership=store, booking=booking, by=desk.advisor, at=now)
    return Served(
        address=f"{live_server.url}/springfield/",
        code=loan.code,
        customer=desk.avery.code,
        vin=desk.rx_350.vin,
        email=staff.email,
        agreement=desk.agreement.code,
        program=desk.program.code,
    )


def sign_in(page: Page, served: Served) -> None:
    """Through the form of the first page."""
    page.goto(served.address)
    page.fill("#id_login", served.email)
    page.fill("#id_password", PASSWORD)
    page.click("button:text-is('Sign in')")
    page.wait_for_url(served.address)
