"""An additional driver gets a link of their own: checks the licence, reads, accepts, signs; and sees no money."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from contracts.domain.links import LinkPurpose
from contracts.models import GuestLink, Signature
from contracts.services import send_guest_link
from customers.domain.sources import Source
from customers.models import Customer
from customers.services import record_licence
from reservations.services import change_booking
from tests.guest.phone import Phone, heading, words
from tests.scenarios.counter_work import FULL, Work
from tests.situations import Counter, at, book_for_group, jordan
from tests.situations.guests import AVERYS_LICENCE

MONDAY = at(9, 8, 40)
LICENCE = {"number": "E400-1234-5678", "state": "IL", "date_of_birth": "1990-05-06", "expires_on": "2030-05-06"}


@pytest.fixture
def other(desk: Counter) -> Customer:
    """Jordan Ellis, whom Avery named."""
    return jordan(desk.store)


@pytest.fixture
def for_two(desk: Counter, other: Customer) -> Work:
    """Avery's loan with Jordan as a driver, an RX 350 assigned, read and walked around."""
    work = Work(store=desk.store, code=book_for_group(desk, drivers=(other.pk,)).code, by=desk.advisor)
    work.assign(desk.rx_350, MONDAY)
    work.read_out(12_004, FULL, MONDAY)
    return work


@pytest.fixture
def jordans(for_two: Work, desk: Counter, other: Customer, client: Client) -> Phone:
    """Jordan's phone, with the link that the counter texted."""
    about: dict[str, Any] = {"dealership": desk.store, "code": for_two.code, "by": desk.advisor, "at": MONDAY}
    send_guest_link(purpose=LinkPurpose.PROFILE, driver=other.code, **about)
    text = other.messages.get().text
    path = text[text.index("/springfield/g/") :].split()[0]
    return Phone(client=client, link=path)


def test_the_link_goes_to_the_drivers_phone_and_asks_for_its_digits(jordans: Phone, other: Customer) -> None:
    message = other.messages.get()

    assert (message.to, message.channel) == ("+12175550177", "sms")
    assert "Avery Quinn named you as a driver" in message.text
    assert "These are not the digits we have." in words(jordans.answer("0142"))
    assert heading(jordans.answer("0177") and jordans.get()) == "Your driver’s licence"


def test_the_driver_types_the_licence_reads_and_signs(jordans: Phone, other: Customer) -> None:
    jordans.answer("0177")
    page = jordans.post("licence/", **LICENCE)
    assert heading(page) == "Hello Jordan, the RX 350 is ready to sign for"

    jordans.agree_to_all()
    done = jordans.post("sign/", name="Jordan Ellis", form_key="one")

    assert heading(done) == "Signed. Thank you, Jordan"
    assert [each.driver for each in Signature.objects.all()] == [other]


def test_no_money_and_no_card_of_the_guests_is_shown(jordans: Phone) -> None:
    jordans.answer("0177")
    page = jordans.post("licence/", **LICENCE)

    assert "Visa" not in words(page)
    assert "$145.80" not in words(page)
    assert heading(jordans.get("card/")) == "Hello Jordan, the RX 350 is ready to sign for"


def test_who_drives_no_longer_finds_the_link_ended(jordans: Phone, for_two: Work, desk: Counter) -> None:
    loan = GuestLink.objects.get().reservation
    wanted = replace(loan.booking(), drivers=())
    change_booking(dealership=desk.store, code=loan.code, booking=wanted, by=desk.advisor, at=MONDAY)

    page = jordans.look()

    assert page.status_code == 410
    assert "Jordan" not in words(page)


def test_a_new_link_goes_to_the_driver_again(jordans: Phone, other: Customer, time_machine) -> None:
    time_machine.move_to(at(9, 9), tick=False)

    jordans.post("new/")

    assert other.messages.count() == 2
    assert list(GuestLink.objects.values_list("driver", flat=True)) == [other.pk, other.pk]


def test_the_contract_offers_a_link_for_each_driver_who_has_not_signed(
    for_two: Work, desk: Counter, other: Customer, client: Client
) -> None:
    licence = replace(AVERYS_LICENCE, number="E400-1234-5678", date_of_birth=date(1990, 5, 6))
    record_licence(
        dealership=desk.store, customer=other, licence=licence, source=Source.STAFF, by=desk.advisor, at=MONDAY
    )
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)
    page = f"/springfield/contracts/{for_two.code}/"

    shown = client.get(page)
    pressed = client.post(f"{page}link/", {"driver": other.code}, follow=True)

    assert "Text Jordan Ellis" in words(shown)
    assert "A link is on its way to Jordan Ellis." in words(pressed)
    assert other.messages.count() == 1


def test_a_stranger_gets_no_link(for_two: Work, desk: Counter, client: Client) -> None:
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)
    page = f"/springfield/contracts/{for_two.code}/"

    refused = client.post(f"{page}link/", {"driver": "CNOBODY"}, follow=True)

    assert "This person is no driver of this contract." in words(refused)
    assert not GuestLink.objects.exists()
