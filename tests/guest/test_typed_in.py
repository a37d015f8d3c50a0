"""A guest who skipped licence and insurance types them on the phone, or leaves them to the counter."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from billing.models import CostRecovery
from contracts.domain.links import LinkPurpose
from contracts.guest_views.paper_forms import AddressForm
from contracts.services import send_guest_link
from customers.models import Card, Customer, Insurance, Licence, Message
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
    missing = AddressForm({}).errors

    assert missing["street"] == ["Type the street and number."]
    assert missing["postal_code"] == ["Type the ZIP or postal code."]


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


@pytest.mark.parametrize(
    ("has", "said"),
    [
        ([], "Add your licence, insurance and card here, and"),
        ([Licence], "Add your insurance and card here, and"),
        ([Insurance], "Add your licence and card here, and"),
        ([Licence, Insurance], "Add your card here, and"),
        ([Insurance, Card], "Add your licence here, and"),
        ([Licence, Insurance, Card], "Check your details, read and sign here within 72 hours"),
    ],
)
def test_the_text_says_what_the_guest_is_asked_for(work: Work, desk: Counter, has: list[Any], said: str) -> None:
    papers: list[Any] = [Licence, Insurance, Card]
    for paper in (each for each in papers if each not in has):
        paper.objects.filter(customer=desk.avery).delete()

    assert said in texted(work)


def test_where_no_card_is_collected_the_text_asks_for_none(booked: Work, desk: Counter) -> None:
    CostRecovery.objects.filter(pk=desk.group.cost_recovery_id).update(collect_card=False)

    assert "Add your licence and insurance here, and" in texted(booked)


def test_an_agreement_that_waits_for_nothing_else_is_asked_for_with_the_card(car_ready: Work, desk: Counter) -> None:
    Card.objects.filter(customer=desk.avery).delete()

    assert "Add your card, read and sign here within 72 hours" in texted(car_ready)


def texted(work: Work) -> str:
    """What the link comes with."""
    send_guest_link(dealership=work.store, code=work.code, purpose=LinkPurpose.PROFILE, by=work.by, at=MONDAY)
    return Message.objects.latest("pk").text


def test_a_contract_offers_the_link_beside_what_is_missing(booked: Work, desk: Counter, client: Client) -> None:
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)

    page = client.get(f"/springfield/contracts/{booked.code}/")
    client.post(f"/springfield/contracts/{booked.code}/link/", {"driver": ""})

    assert page.text.count("Text the guest a link") == 3  # licence, insurance, card
    assert desk.store.pk == booked.store.pk
    assert booked.store.slug in page.text
