"""Profiles, papers and cards of guests."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from customers.api import ContactSaid
from customers.domain.phones import NotAPhoneNumber, e164
from customers.domain.sources import Source
from customers.forms import ContactForm
from customers.models import Customer
from customers.queries import UnknownCustomer, current_insurance, current_licence, customers, find, profile
from customers.services import change_contact, record_licence
from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from tests.situations import MONDAY_MORNING, Counter, avery_quinn, jordan, manager
from tests.situations.guests import AVERYS_LICENCE
from tests.statements import statements

NAMED = {"first_name": "Avery", "last_name": "Quinn"}


def test_a_profile_shows_its_papers_and_cards_in_five_statements(desk: Counter):
    code = desk.avery.code

    with statements() as seen:
        avery = profile(dealership=desk.store, code=code)

    assert len(seen) == 5
    assert avery.name == "Avery Quinn"
    assert [licence.last_four for licence in avery.licences_now] == ["2193"]
    assert [insurance.carrier for insurance in avery.insurances_now] == ["Acme Mutual"]
    assert [str(card) for card in avery.cards_on_file] == ["Visa •• 4242"]


def test_the_code_of_a_merged_duplicate_finds_its_survivor(desk: Counter):
    duplicate = jordan(desk.store)
    Customer.objects.filter(pk=duplicate.pk).update(survivor=desk.avery)

    assert profile(dealership=desk.store, code=duplicate.code) == desk.avery
    assert list(customers(dealership=desk.store)) == [desk.avery]


def test_changed_contact_moves_the_keys_and_history_names_the_fields_not_the_values(desk: Counter):
    changed = replace(avery_quinn(), last_name="Muñoz Jr.", phone="+12175550123")

    change_contact(dealership=desk.store, customer=desk.avery, details=changed, by=manager(), at=MONDAY_MORNING)

    avery = profile(dealership=desk.store, code=desk.avery.code)
    assert (avery.last_name_key, avery.name_key) == ("munoz", "avery munoz")
    told = Event.objects.get(verb="contact changed")
    assert told.details == {"changed": ["last name", "phone"]}


def test_a_renewed_licence_counts_and_the_old_one_stays(desk: Counter):
    renewed = replace(AVERYS_LICENCE, expires_on=date(2033, 4, 2))

    for _ in range(2):
        record_licence(
            dealership=desk.store,
            customer=desk.avery,
            licence=renewed,
            source=Source.GUEST,
            by=manager(),
            at=MONDAY_MORNING,
        )

    licence = current_licence(dealership=desk.store, customer=desk.avery)
    assert licence is not None
    assert licence.expires_on == date(2033, 4, 2)
    assert [row.replaced_at for row in desk.avery.licences.order_by("id")] == [MONDAY_MORNING, None]


def test_a_state_that_grows_in_capitals_is_kept_as_far_as_it_goes(desk: Counter):
    odd = replace(AVERYS_LICENCE, state="ß" * 10)

    recorded = [
        record_licence(
            dealership=desk.store,
            customer=desk.avery,
            licence=odd,
            source=Source.STAFF,
            by=manager(),
            at=MONDAY_MORNING,
        )
        for _ in range(2)
    ]

    assert {licence.pk for licence in recorded} == {recorded[0].pk}
    assert recorded[0].state == "S" * 10


def test_licence_and_policy_numbers_are_sealed_in_the_database(desk: Counter):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, date_of_birth, policy_number FROM customers_licence JOIN customers_insurance USING (customer_id)"
        )
        stored = " ".join(cursor.fetchone())

    for secret in ("2193", "1988", "99812"):
        assert secret not in stored
    insurance = current_insurance(dealership=desk.store, customer=desk.avery)
    assert insurance is not None
    assert insurance.policy_number == "PX-99812"


@pytest.mark.parametrize(
    "words",
    [
        "quinn",
        "Avery Qu",
        "QUINN avery",
        "avery.quinn@",
        "(312) 555-0142",
        "+1 312 555 0142",
        "555-0142",
        "Q500-0048-2193",
        "q50000482193",
    ],
)
def test_a_guest_is_found_by_name_phone_email_or_licence(desk: Counter, words: str):
    jordan(desk.store)

    with statements() as seen:
        found = list(find(dealership=desk.store, words=words))

    assert found == [desk.avery]
    assert len(seen) == 1


@pytest.mark.parametrize("words", ["", "q", "zz", "555", "@", "%", "_"])
def test_what_is_too_little_or_means_nobody_finds_nobody(desk: Counter, words: str):
    assert list(find(dealership=desk.store, words=words)) == []


def test_the_neighbour_finds_none_of_our_guests(desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        assert list(find(dealership=neighbour, words="quinn")) == []
        with pytest.raises(UnknownCustomer):
            profile(dealership=neighbour, code=desk.avery.code)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("(312) 555-0142", "+13125550142"),
        ("312.555.0142", "+13125550142"),
        ("+44 20 7946 0958", "+442079460958"),
        ("", ""),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, stored: str):
    assert e164(typed, country="US") == stored


def test_an_email_address_is_refused_where_it_is_too_long_to_keep(desk: Counter):
    longest = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example"  # 251 letters
    said = [NAMED | {"email": email} for email in (longest, f"more{longest}")]

    by_api = [ContactSaid(data=each) for each in said]
    typed = [ContactForm(each | {"language": "en-us", "country": "US"}, dealership=desk.store) for each in said]

    for fits, does_not in (by_api, typed):
        assert (fits.is_valid(), does_not.is_valid(), list(does_not.errors)) == (True, False, ["email"])


def test_an_address_that_grows_when_it_is_compared_is_kept(desk: Counter):
    german = f"avery@{'ß' * 60}.{'ß' * 60}.{'ß' * 60}.example"

    changed = replace(avery_quinn(), email=german)
    change_contact(dealership=desk.store, customer=desk.avery, details=changed, by=manager(), at=MONDAY_MORNING)

    assert profile(dealership=desk.store, code=desk.avery.code).email == german


@pytest.mark.parametrize("typed", ["call me", "12", "555-0142 ext 99999999", "+49 151 1234 5678 901"])
def test_what_is_no_phone_number_is_refused_in_words(typed: str):
    with pytest.raises(NotAPhoneNumber, match=r"is not a phone number\. Type it with its area code"):
        e164(typed, country="US")
