"""A guest who booked twice: named wherever a loan is made or started, with the way to cancel the other one."""

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from contracts.effects.asking import ask_for_what_is_missing, booked_by_app
from customers.models import Message
from dealerships.models import Effect
from integrations.lexus_app.placing import place, said
from integrations.lexus_app.told import GuestTold, ReservationTold
from kernel.period import Period
from tests.contracts.at_the_counter import Loan, loan_for_group
from tests.guest.phone import words
from tests.situations import Counter, at, book_for_group, jordan

MONDAY = at(9, 8, 40)


@pytest.fixture
def browser(client: Client, desk: Counter, time_machine: TimeMachineFixture) -> Client:
    """Dana, signed in on Monday morning."""
    time_machine.move_to(at(9, 10), tick=False)
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)
    return client


def test_a_new_contract_names_the_other_one_and_offers_to_cancel_it(browser: Client, desk: Counter):
    other = book_for_group(desk)

    page = browser.get("/springfield/contracts/new/", {"customer": desk.avery.code})

    assert f"Avery Quinn also has {other.code}" in words(page)
    assert f"/springfield/contracts/{other.code}/cancel/?next=/springfield/contracts/new/" in page.text


def test_a_car_on_the_road_names_the_booking_that_is_left_over(browser: Client, desk: Counter):
    loan = loan_for_group(desk).started()
    other = book_for_group(desk, period=Period(at(10), at(11)))

    page = browser.get(f"/springfield/contracts/{loan.code}/")
    back = browser.get(f"/springfield/contracts/{other.code}/")

    assert f"Avery Quinn also has {other.code}" in words(page)
    assert f"/springfield/contracts/{other.code}/cancel/" in page.text
    assert f"Avery Quinn also has {loan.code}" in words(back)
    assert f"/springfield/contracts/{loan.code}/cancel/" not in back.text


def test_the_log_of_the_app_says_that_a_booking_may_be_one_too_many(desk: Counter):
    other = book_for_group(desk)
    told = ReservationTold(
        type="reservation.created",
        told_at=MONDAY,
        reservation_id="LX-1",
        version=1,
        guest=GuestTold(full_name="Avery Quinn", email="avery.quinn@example.com"),
        pickup_at=at(9, 10),
        dropoff_at=at(11),
        category="SUV",
    )

    row = said(dealership=desk.store, reservation_id="LX-1")
    outcome = place(row=row, told=told, customer=desk.avery, at=MONDAY)

    assert outcome.words.endswith(f", a possible duplicate of {other.code}")


def test_a_guest_who_skipped_the_papers_in_the_app_is_texted_a_link(desk: Counter):
    guest = jordan(desk.store)
    loan = Loan(desk=desk, code=book_for_group(desk, customer_id=guest.pk).code)

    booked_by_app(dealership=desk.store, payload={"code": loan.code, "channel": "lexus_app"}, at=MONDAY)
    effect = Effect.objects.get(key=f"profile-link:{loan.code}")
    ask_for_what_is_missing(dealership=desk.store, payload=effect.payload, at=effect.due_at)

    assert effect.due_at == at(9, 8, 42)
    assert [message.cause for message in guest.messages.all()] == ["profile to complete"]


def test_nobody_is_asked_for_what_we_have_or_for_what_the_counter_books(desk: Counter):
    loan = loan_for_group(desk)

    booked_by_app(dealership=desk.store, payload={"code": loan.code, "channel": "staff"}, at=MONDAY)
    ask_for_what_is_missing(dealership=desk.store, payload={"code": loan.code}, at=MONDAY)

    assert not Effect.objects.filter(key__startswith="profile-link").exists()
    assert not Message.objects.exists()
