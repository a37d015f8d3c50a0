"""Which of two profiles each field is taken from, and what undo gives back: rules without a database."""

from dataclasses import replace
from datetime import date

from customers.domain.details import ContactDetails
from customers.domain.merging import Field, changes, differing, filled_in, given_back, lasts_longer, taken

AVERY = ContactDetails(first_name="Avery", last_name="Quinn", phone="+13125550117", email="avery@example.com")
A_QUINN = ContactDetails(first_name="A.", last_name="Quinn", phone="+13125550142", street="90 Juniper Court")


def test_only_what_both_say_differently_is_asked():
    assert differing(AVERY, A_QUINN) == [Field.NAME, Field.PHONE]


def test_what_only_the_duplicate_knows_is_filled_in():
    assert filled_in(AVERY, A_QUINN) == [Field.ADDRESS]


def test_a_country_alone_is_no_address():
    assert filled_in(AVERY, replace(A_QUINN, street="")) == []


def test_an_address_is_taken_whole():
    afterwards = taken(AVERY, A_QUINN, [Field.ADDRESS, Field.PHONE])

    assert (afterwards.street, afterwards.phone) == ("90 Juniper Court", "+13125550142")
    assert (afterwards.first_name, afterwards.email) == ("Avery", "avery@example.com")


def test_undo_gives_back_what_was_taken():
    merged = taken(AVERY, A_QUINN, [Field.PHONE, Field.ADDRESS])
    before, now = changes(AVERY, merged)

    assert given_back(merged, before=before, taken=now) == AVERY


def test_undo_leaves_what_somebody_has_written_since():
    merged = taken(AVERY, A_QUINN, [Field.PHONE, Field.ADDRESS])
    before, now = changes(AVERY, merged)
    corrected = replace(merged, phone="+13125550199")

    afterwards = given_back(corrected, before=before, taken=now)

    assert (afterwards.phone, afterwards.street) == ("+13125550199", "")


def test_the_paper_that_ends_later_is_the_better_one():
    assert lasts_longer(date(2026, 2, 28), date(2026, 11, 30))
    assert lasts_longer(None, date(2026, 11, 30))
    assert not lasts_longer(date(2026, 11, 30), date(2026, 11, 30))
    assert not lasts_longer(date(2026, 11, 30), None)
