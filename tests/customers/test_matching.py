"""Is this guest one we know? (lexus-app.md, Matching)"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection, connections

from customers.domain.details import ContactDetails, LicenceDetails
from customers.domain.sources import Source
from customers.models import Customer, Licence
from customers.queries import match_guest, same_guest
from customers.queries.look_alikes import alike
from customers.services import create_customer, record_licence
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.situations import MONDAY_MORNING, Counter, avery_quinn, manager
from tests.situations.guests import AVERYS_LICENCE
from tests.statements import statements

INDEXES = {"customer_by_phone", "customer_by_email", "licence_by_number"}
MANY = 2_000
NEW_ADDRESS = {"phone": "+13125559999", "email": "someone.new@example.com"}


def stranger(desk: Counter, **details: str) -> Customer:
    contact = ContactDetails(**{"first_name": "Avery", "last_name": "Quinn", **details})
    return create_customer(dealership=desk.store, details=contact, by=manager(), at=MONDAY_MORNING)


def matched(desk: Counter, *, licence: LicenceDetails | None = None, **details: str) -> Customer | None:
    contact = ContactDetails(**{"first_name": "Avery", "last_name": "Quinn", **details})
    found = match_guest(dealership=desk.store, details=contact, licence=licence)
    return found.customer if found else None


def test_the_licence_finds_its_bearer_by_last_name_however_both_were_typed(desk: Counter):
    typed = LicenceDetails(number="q50000482193", state="il")

    assert matched(desk, licence=typed, last_name="QUINN Jr.", **NEW_ADDRESS) == desk.avery


def test_the_licence_finds_its_bearer_by_date_of_birth_after_a_marriage(desk: Counter):
    assert matched(desk, licence=AVERYS_LICENCE, last_name="Moreau", **NEW_ADDRESS) == desk.avery


def test_a_licence_of_another_state_or_of_another_person_finds_nobody(desk: Counter):
    texan = replace(AVERYS_LICENCE, state="TX")
    somebodys = replace(AVERYS_LICENCE, date_of_birth=date(1990, 1, 1))

    assert matched(desk, licence=texan, **NEW_ADDRESS) is None
    assert matched(desk, licence=somebodys, last_name="Moreau", **NEW_ADDRESS) is None


def test_an_old_licence_still_finds_its_bearer(desk: Counter):
    renewed = replace(AVERYS_LICENCE, number="Q999-1111-2222")
    record_licence(
        dealership=desk.store,
        customer=desk.avery,
        licence=renewed,
        source=Source.STAFF,
        by=manager(),
        at=MONDAY_MORNING,
    )

    assert matched(desk, licence=AVERYS_LICENCE, **NEW_ADDRESS) == desk.avery


def test_email_then_phone_find_a_guest_of_the_same_last_name_only(desk: Counter):
    assert matched(desk, email="Avery.Quinn@Example.com") == desk.avery
    assert matched(desk, phone="+13125550142") == desk.avery
    assert matched(desk, email="avery.quinn@example.com", last_name="Ellis") is None
    assert matched(desk, phone="+13125550142", last_name="Ellis") is None
    assert matched(desk) is None


def test_of_several_the_oldest_is_taken_and_the_others_are_named(desk: Counter):
    second = stranger(desk, phone="+13125550142")
    third = stranger(desk, phone="+13125550142")

    found = match_guest(dealership=desk.store, details=avery_quinn())
    by_phone = match_guest(
        dealership=desk.store,
        details=ContactDetails(first_name="A.", last_name="Quinn", phone="+13125550142"),
    )

    assert found is not None
    assert by_phone is not None
    assert (found.customer, found.others) == (desk.avery, ())  # the email decides before the phone is asked
    assert (by_phone.customer, by_phone.others) == (desk.avery, (second, third))


def test_a_merged_duplicate_leads_to_its_survivor(desk: Counter):
    duplicate = stranger(desk, email="quinn@work.example")
    Customer.objects.filter(pk=duplicate.pk).update(survivor=desk.avery)

    assert matched(desk, email="quinn@work.example") == desk.avery


def test_the_same_guest_is_the_profile_its_merged_ones_and_its_look_alikes(desk: Counter):
    merged = stranger(desk, email="quinn@work.example")
    Customer.objects.filter(pk=merged.pk).update(survivor=desk.avery)
    alike = stranger(desk, phone="+13125550142")
    married = stranger(desk, last_name="Moreau", **NEW_ADDRESS)
    record_licence(
        dealership=desk.store,
        customer=married,
        licence=AVERYS_LICENCE,
        source=Source.STAFF,
        by=manager(),
        at=MONDAY_MORNING,
    )
    stranger(desk, last_name="Ellis", phone="+13125550142")  # a shared phone alone proves nothing

    keys = same_guest(dealership=desk.store, customer=desk.avery)

    assert keys == sorted([desk.avery.pk, merged.pk, alike.pk, married.pk])


def test_matching_takes_at_most_three_statements(desk: Counter):
    with statements() as seen:
        matched(desk, licence=AVERYS_LICENCE)

    assert len(seen) <= 3


def test_the_neighbours_guests_are_strangers(desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        assert match_guest(dealership=neighbour, details=avery_quinn(), licence=AVERYS_LICENCE) is None


def test_who_shares_something_is_found_by_indexes_however_many_profiles_there_are(desk: Counter):
    full_house(desk)
    avery = desk.avery
    told: dict[str, Any] = {
        "dealership": desk.store.pk,
        "mains": [avery.pk],
        "phone": [avery.phone],
        "email_key": [avery.email_key],
    }

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {alike.shape.sql}", [told[name] for name in alike.shape.names])
        plan = "\n".join(line for (line,) in cursor)

    assert {name for name in INDEXES if name in plan} == INDEXES


def full_house(desk: Counter) -> None:
    """So many guests that one index is better than another: of a handful, any will do."""
    whose: dict[str, Any] = {"dealership": desk.store}
    guests = [
        Customer(
            **whose,
            code=f"S{number}",
            phone=f"+1{number}",
            email_key=f"{number}@example.com",
            created_at=MONDAY_MORNING,
        )
        for number in range(MANY)
    ]
    papers = [
        Licence(
            **whose,
            customer=guest,
            number_index=guest.code,
            expires_on=MONDAY_MORNING.date(),
            recorded_at=MONDAY_MORNING,
        )
        for guest in Customer.objects.bulk_create(guests)
    ]
    Licence.objects.bulk_create(papers)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE customers_customer, customers_licence")
