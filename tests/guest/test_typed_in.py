"""A guest who skipped licence and insurance types them on the phone, or leaves them to the counter."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from contracts.domain.links import LinkPurpose
from contracts.guest_views.paper_forms import AddressForm
from contracts.services import send_guest_link
from customers.models import Customer, Insurance, Licence
from customers.queries import current_insurance, current_licence
from tests.guest.phone import Phone, heading, link_to, words
from tests.scenarios.counter_work import Work
from tests.situations import Counter, at, book_for_group, jordan

MONDAY = at(9, 8, 40)
LICENCE = {"number": "E400-1234-5678", "state": "IL", "date_of_birth": "1990-05-06", "expires_on": "2030-05-06"}
INSURANCE = {"carrier": "Prairie Home", "policy_number": "7-440-19", "expires_on": "2026-11-30"}


@pytest.fixture
def guest(desk: Counter) -> Customer:
    """Jordan Ellis, of whom only a phone is known."""
    return jordan(desk.store)


@pytest.fixture
def booked(desk: Counter, guest: Customer) -> Work:
    """Jordan's booking until Thursday, 12 March."""
    return Work(store=desk.store, code=book_for_group(desk, customer_id=guest.pk).code, by=desk.advisor)


@pytest.fixture
def jordans(booked: Work, client: Client) -> Phone:
    """Jordan's phone with the link open."""
    phone = Phone(client=client, link=link_to(booked, LinkPurpose.PROFILE, MONDAY))
    phone.answer("0177")
    return phone


def test_first_the_licence_then_the_insurance_then_the_card(jordans: Phone) -> None:
    assert heading(jordans.get()) == "Your driver’s licence"
    assert heading(jordans.post("licence/", **LICENCE)) == "Your insurance"
    assert heading(jordans.post("insurance/", **INSURANCE)) == "Add a card"


def test_what_was_typed_is_on_the_profile_with_its_source(jordans: Phone, desk: Counter, guest: Customer) -> None:
    jordans.post("licence/", **LICENCE)
    jordans.post("insurance/", **INSURANCE)

    of: dict[str, Any] = {"dealership": desk.store, "customer": guest}
    licence, insurance = current_licence(**of), current_insurance(**of)
    assert licence is not None
    assert insurance is not None
    assert (licence.number, licence.state, licence.date_of_birth) == ("E400-1234-5678", "IL", date(1990, 5, 6))
    assert (licence.whom, insurance.whom, insurance.carrier) == ("the guest", "the guest", "Prairie Home")


@pytest.mark.parametrize(
    ("wrong", "help_given"),
    [
        ({"number": ""}, "Type the licence number."),
        ({"number": "none"}, "Type the number as it stands on the licence."),
        ({"state": ""}, "Choose the state."),
        ({"date_of_birth": ""}, "Give your date of birth."),
        ({"date_of_birth": "2020-05-06"}, "Check the year: nobody of that age drives."),
        ({"expires_on": "2026-03-01"}, "This licence ended on Mar 1, 2026. Type the one that is good now."),
        ({"expires_on": "2026-03-10"}, "This licence ends before the car is due back on Mar 12, 2026."),
        ({"expires_on": "2206-03-10"}, "Check the year: it is too far ahead."),
        ({"expires_on": "soon"}, "Type it as month, day and year, such as 04/02/2029."),
    ],
)
def test_what_can_not_be_right_is_said_beside_its_field(jordans: Phone, wrong: dict[str, str], help_given: str) -> None:
    answer = jordans.client.post(f"{jordans.link}licence/", LICENCE | wrong)

    assert answer.status_code == 422
    assert help_given in words(answer)
    assert 'value="1990-05-06"' in answer.text or "date_of_birth" in wrong
    assert not Licence.objects.filter(source="guest").exists()


def test_an_insurance_that_has_ended_is_not_taken(jordans: Phone) -> None:
    jordans.post("licence/", **LICENCE)

    answer = jordans.client.post(f"{jordans.link}insurance/", INSURANCE | {"expires_on": "2026-02-28"})

    assert "This insurance ended on Feb 28, 2026. Type the one that is good now." in words(answer)
    assert not Insurance.objects.filter(source="guest").exists()


def test_an_abbreviation_keeps_its_capitals_in_a_sentence() -> None:
    missing = {name: field.error_messages["required"] for name, field in AddressForm.base_fields.items()}

    assert missing["street"] == "Type the street and number."
    assert missing["postal_code"] == "Type the ZIP or postal code."


def test_what_is_not_at_hand_is_brought_to_the_counter(jordans: Phone) -> None:
    jordans.post("licence/", **LICENCE)

    page = jordans.post("insurance/", skip="1")

    assert heading(page) == "Add a card"
    assert "Bring your proof of insurance to the counter." in words(page)


def test_what_is_on_the_profile_already_is_not_overwritten_by_whoever_holds_the_link(
    opened: Phone, desk: Counter
) -> None:
    page = opened.post("licence/", **LICENCE)

    assert heading(page) == "Everything is in"
    licence = current_licence(dealership=desk.store, customer=desk.avery)
    assert licence is not None
    assert licence.last_four == "2193"


def test_a_licence_that_ends_before_the_car_is_back_is_asked_for_anew(opened: Phone, desk: Counter) -> None:
    Licence.objects.filter(customer=desk.avery).update(expires_on=date(2026, 3, 11))

    assert heading(opened.get()) == "Your driver’s licence"


def test_the_text_says_what_the_guest_is_asked_for(booked: Work, desk: Counter, guest: Customer) -> None:
    send_guest_link(dealership=desk.store, code=booked.code, purpose=LinkPurpose.PROFILE, by=desk.advisor, at=MONDAY)

    message = guest.messages.get()
    assert message.cause == "profile to complete"
    assert "Add your licence, insurance and card here" in message.text


def test_a_contract_offers_the_link_beside_what_is_missing(booked: Work, desk: Counter, client: Client) -> None:
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)

    page = client.get(f"/springfield/contracts/{booked.code}/")
    client.post(f"/springfield/contracts/{booked.code}/link/", {"driver": ""})

    assert page.text.count("Text the guest a link") == 3  # licence, insurance, card
    assert desk.store.pk == booked.store.pk
    assert booked.store.slug in page.text
