"""Who holds a link is asked for four digits; a link ends, locks, and can be renewed; strangers learn nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from contracts.domain.links import LinkPurpose
from contracts.models import GuestLink
from contracts.services import cancel_contract
from customers.models import Message
from customers.services import change_contact
from dealerships.models import Dealership
from kernel.period import Period
from tests.guest.phone import Phone, heading, link_to, words
from tests.scenarios.counter_work import Work
from tests.situations import Counter, at, avery_quinn, book_for_group, jordan

NOW = at(9, 8, 40)


def test_opening_a_link_asks_for_the_last_four_digits_and_changes_nothing(phone: Phone) -> None:
    first, second, preview = phone.get(), phone.get(), phone.client.head(phone.link)

    assert heading(first) == heading(second) == "Is this you?"
    assert preview.status_code == 200
    assert "Avery" not in first.content.decode()
    link = GuestLink.objects.get()
    assert (link.opened_at, link.wrong_answers) == (None, 0)


def test_the_right_digits_open_it(phone: Phone) -> None:
    answered = phone.answer("01 42")

    assert answered.status_code == 302
    assert heading(phone.get()) == "Everything is in"
    assert GuestLink.objects.get().opened_at == NOW


def test_wrong_digits_say_how_many_tries_are_left(phone: Phone) -> None:
    refused = phone.answer("9999")

    assert refused.status_code == 422
    assert "These are not the digits we have. 4 tries are left." in words(refused)


@pytest.mark.parametrize("slip", ["", "014"])
def test_a_slip_of_the_finger_costs_no_try(phone: Phone, slip: str) -> None:
    refused = phone.answer(slip)

    assert refused.status_code == 422
    assert GuestLink.objects.get().wrong_answers == 0


def test_five_wrong_tries_lock_it_for_good(phone: Phone) -> None:
    for _ in range(4):
        assert phone.answer("9999").status_code == 422

    fifth, right_too_late = phone.answer("9999"), phone.answer("0142")

    assert fifth.status_code == right_too_late.status_code == 410
    assert heading(fifth) == "This link is locked"
    assert heading(phone.get()) == "This link is locked"
    assert GuestLink.objects.get().locked_at == NOW


def test_a_locked_link_is_shut_on_the_phone_that_had_opened_it(opened: Phone) -> None:
    stranger = replace(opened, client=Client())
    for _ in range(5):
        stranger.answer("9999")

    assert opened.look("everything-in/").status_code == 410


def test_an_expired_link_names_nobody_and_offers_a_new_one(phone: Phone, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + timedelta(hours=72), tick=False)

    gone = phone.get()

    assert gone.status_code == 410
    assert heading(gone) == "This link has ended"
    assert "Send me a new link" in words(gone)
    for private in ("Avery", "Quinn", "RX 350", "LS-"):
        assert private not in words(gone)


def test_a_token_that_never_was_leads_nowhere(work: Work, client: Client) -> None:
    assert client.get("/springfield/g/never-was/").status_code == 404
    assert client.post("/springfield/g/never-was/new/").status_code == 404
    assert client.get("/springfield/g/never-was/documents/agreement.pdf").status_code == 404


def test_a_token_under_the_neighbours_address_leads_nowhere(opened: Phone, neighbour: Dealership) -> None:
    next_door = opened.link.replace("/springfield/", f"/{neighbour.slug}/")

    assert opened.client.get(next_door).status_code == 404
    assert opened.client.get(f"{next_door}everything-in/").status_code == 404
    assert opened.client.post(f"{next_door}new/").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        *("card/", "card/back/", f"card/{'0' * 32}/", "agreement/", "agreement/whole/", "terms/", "sign/", "paper/"),
        *("everything-in/", "over/", "documents/", "documents/agreement.pdf", "documents/receipt.pdf"),
    ],
)
def test_nothing_opens_before_the_question_is_answered(phone: Phone, page: str) -> None:
    led, pressed = phone.look(page), phone.client.post(f"{phone.link}{page}", {"consent": "on", "position": 1})

    assert (led.status_code, led.url) == (302, phone.link)
    assert (pressed.status_code, pressed["Location"]) == (302, phone.link)


def test_the_answer_is_remembered_for_an_hour_and_for_this_link_alone(
    opened: Phone, work: Work, time_machine: TimeMachineFixture
) -> None:
    other = replace(opened, link=link_to(work, LinkPurpose.PROFILE, NOW))
    assert heading(other.get()) == "Is this you?"

    time_machine.move_to(NOW + timedelta(minutes=59), tick=False)
    assert heading(opened.get()) == "Everything is in"

    time_machine.move_to(NOW + timedelta(minutes=60), tick=False)
    assert heading(opened.get()) == "Is this you?"


def test_without_a_phone_the_licence_is_asked_for(desk: Counter, phone: Phone) -> None:
    change_contact(
        dealership=desk.store,
        customer=desk.avery,
        details=replace(avery_quinn(), phone=""),
        by=desk.advisor,
        at=NOW,
    )

    assert "last four characters of your driver’s licence" in words(phone.get())
    assert phone.answer("2193").status_code == 302


def test_pages_are_kept_by_no_cache_and_no_search_engine_and_the_address_goes_nowhere(phone: Phone) -> None:
    phone.answer("0142")

    for page in ("", "everything-in/", "agreement/", "documents/agreement.pdf"):
        shown = phone.look(page)
        assert "no-store" in shown["Cache-Control"]
        assert shown["X-Robots-Tag"] == "noindex, nofollow"
        assert shown["Referrer-Policy"] == "same-origin"


def test_a_new_link_comes_to_the_phone_that_we_have(phone: Phone, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + timedelta(days=4), tick=False)

    said = phone.post("new/")

    assert heading(said) == "A new link is on its way"
    text = Message.objects.get()
    assert text.to == "+13125550142"
    assert phone.link not in text.text


def test_the_answer_is_the_same_when_nothing_is_sent(
    desk: Counter, work: Work, phone: Phone, time_machine: TimeMachineFixture
) -> None:
    cancel_contract(dealership=desk.store, code=work.code, reason="Changed plans", by=desk.advisor, at=NOW)
    time_machine.move_to(NOW + timedelta(minutes=5), tick=False)

    said = phone.post("new/")

    assert heading(said) == "A new link is on its way"
    assert not Message.objects.exists()


def test_asking_again_and_again_sends_one_link_a_minute_and_eight_a_day(
    phone: Phone, time_machine: TimeMachineFixture
) -> None:
    for minute in range(1, 21):
        time_machine.move_to(NOW + timedelta(minutes=minute), tick=False)
        phone.post("new/")
        phone.post("new/")

    assert Message.objects.count() == 7  # the eighth is the one that the counter made


def test_somebody_who_can_be_reached_nowhere_gets_the_same_answer(
    desk: Counter, phone: Phone, time_machine: TimeMachineFixture
) -> None:
    details = replace(avery_quinn(), phone="", email="")
    change_contact(dealership=desk.store, customer=desk.avery, details=details, by=desk.advisor, at=NOW)
    time_machine.move_to(NOW + timedelta(minutes=5), tick=False)

    assert heading(phone.post("new/")) == "A new link is on its way"


def test_a_cancelled_booking_says_so(desk: Counter, work: Work, opened: Phone) -> None:
    cancel_contract(dealership=desk.store, code=work.code, reason="Changed plans", by=desk.advisor, at=NOW)

    assert heading(opened.get()) == "Nothing is open here"


def test_a_guest_of_whom_we_know_nothing_is_asked_for_the_booking_number(desk: Counter, client: Client) -> None:
    guest = jordan(desk.store)
    details = replace(guest.contact(), phone="", email="jordan@example.com")
    change_contact(dealership=desk.store, customer=guest, details=details, by=desk.advisor, at=NOW)
    booked = book_for_group(desk, customer_id=guest.pk, period=Period(at(16), at(18)))
    work = Work(store=desk.store, code=booked.code, by=desk.advisor)
    phone = Phone(client=client, link=link_to(work, LinkPurpose.PROFILE, NOW))

    assert "last four characters of your booking number" in words(phone.get())
    assert phone.answer(booked.code[-4:].lower()).status_code == 302
