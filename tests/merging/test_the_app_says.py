"""What the app says beside what the profile says: shown, taken, or put aside until something else is said."""

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.queries.page import contract_page
from contracts.services.merging import merge_guests
from customers.domain.suggestions import Differing, Part
from customers.models import Customer
from customers.queries import current_insurance, current_licence
from customers.queries.suggestions import differing
from customers.services import SuggestionGone, keep_ours, take_suggestion
from integrations.lexus_app.effects.follow import suggestion_taken
from integrations.lexus_app.guests import Recognised
from integrations.lexus_app.porting import port
from integrations.lexus_app.told import GuestTold, InsuranceTold, LicenceTold, NewsOfGuest
from tests.situations import Counter, at, manager
from tests.situations.loans import book_for_group
from tests.statements import statements

NOW = at(9, 10)
OTHER_PHONE, THIRD_PHONE = "+13125550117", "+13125550118"


def app_says(desk: Counter, minute: int, **told: Any) -> None:
    """The app tells of Avery, so many minutes after ten."""
    when = NOW + timedelta(minutes=minute)
    guest = GuestTold(full_name="Avery Quinn", email="avery.quinn@example.com", **told)
    news = NewsOfGuest(type="guest.updated", told_at=when, guest=guest)
    avery = Customer.objects.get(pk=desk.avery.pk)
    port(dealership=desk.store, told=news, guest=guest, recognised=Recognised(customer=avery), at=when)


def shown(desk: Counter) -> list[Differing]:
    """What stands on Avery's page."""
    avery = Customer.objects.get(pk=desk.avery.pk)
    of: dict[str, Any] = {"dealership": desk.store, "customer": avery}
    return differing(licence=current_licence(**of), insurance=current_insurance(**of), **of)


def test_a_differing_phone_stays_as_it_is_and_is_shown(desk: Counter):
    app_says(desk, 0, phone=OTHER_PHONE)

    (said,) = shown(desk)
    assert (said.who, said.part, said.theirs, said.ours) == ("Lexus App", Part.PHONE, OTHER_PHONE, "+13125550142")
    desk.avery.refresh_from_db()
    assert desk.avery.phone == "+13125550142"


def test_taking_it_writes_it_and_the_field_follows_the_app(desk: Counter):
    app_says(desk, 0, phone=OTHER_PHONE)

    take_suggestion(dealership=desk.store, customer=desk.avery, key=shown(desk)[0].key, by=manager(), at=NOW)
    suggestion_taken(dealership=desk.store, payload={"customer": desk.avery.code, "part": "phone"}, at=NOW)
    app_says(desk, 5, phone=THIRD_PHONE)

    desk.avery.refresh_from_db()
    assert (desk.avery.phone, shown(desk)) == (THIRD_PHONE, [])


def test_ours_is_kept_until_the_app_says_something_else(desk: Counter):
    app_says(desk, 0, phone=OTHER_PHONE)
    keep_ours(dealership=desk.store, customer=desk.avery, key=shown(desk)[0].key, by=manager(), at=NOW)

    app_says(desk, 5, phone=OTHER_PHONE)
    again = shown(desk)
    app_says(desk, 6, phone=THIRD_PHONE)

    assert again == []
    assert [said.theirs for said in shown(desk)] == [THIRD_PHONE]


def test_when_the_app_agrees_again_nothing_is_left_to_decide(desk: Counter):
    app_says(desk, 0, phone=OTHER_PHONE)

    app_says(desk, 5, phone="+13125550142")

    assert shown(desk) == []


def test_what_was_shown_and_has_changed_since_is_not_taken(desk: Counter):
    app_says(desk, 0, phone=OTHER_PHONE)
    (old,) = shown(desk)
    app_says(desk, 5, phone=THIRD_PHONE)

    with pytest.raises(SuggestionGone):
        take_suggestion(dealership=desk.store, customer=desk.avery, key=old.key, by=manager(), at=NOW)
    with pytest.raises(SuggestionGone):
        keep_ours(dealership=desk.store, customer=desk.avery, key=old.key, by=manager(), at=NOW)


def test_another_licence_that_ends_on_the_same_day_is_shown_by_its_last_four(desk: Counter):
    told = LicenceTold(number="Q511-9999-0000", state="IL", date_of_birth=date(1988, 4, 2), expires_on=date(2029, 4, 2))

    app_says(desk, 0, licence=told)
    (said,) = shown(desk)
    take_suggestion(dealership=desk.store, customer=desk.avery, key=said.key, by=manager(), at=NOW)

    assert said.theirs == "IL licence ending in 0000, until Apr 2, 2029"
    licence = current_licence(dealership=desk.store, customer=desk.avery)
    assert licence is not None
    assert (licence.last_four, licence.source) == ("0000", "lexus_app")


def test_an_insurance_that_ends_earlier_than_ours_is_no_news(desk: Counter):
    ended = InsuranceTold(carrier="Old Mutual", policy_number="OM-1", expires_on=date(2026, 1, 31))

    app_says(desk, 0, insurance=ended)

    assert shown(desk) == []


def test_the_contract_shows_it_too_for_one_statement_and_not_once_it_is_decided(desk: Counter):
    loan = book_for_group(desk)
    contract_page(dealership=desk.store, code=loan.code, now=NOW)

    with statements() as of_nothing:
        contract_page(dealership=desk.store, code=loan.code, now=NOW)
    app_says(desk, 0, phone=OTHER_PHONE)
    with statements() as of_something:
        page = contract_page(dealership=desk.store, code=loan.code, now=NOW)
    keep_ours(dealership=desk.store, customer=desk.avery, key=page.said[0].key, by=manager(), at=NOW)

    assert [said.theirs for said in page.said] == [OTHER_PHONE]
    assert len(of_something) == len(of_nothing) + 1
    assert not contract_page(dealership=desk.store, code=loan.code, now=NOW).said


def test_the_contract_of_a_merged_duplicate_shows_what_is_said_of_the_guest(desk: Counter, twin: Customer):
    loan = book_for_group(desk, customer_id=twin.pk)
    merge_guests(dealership=desk.store, survivor=desk.avery, duplicate=twin, take=(), by=manager(), at=NOW)

    app_says(desk, 0, phone=OTHER_PHONE)

    page = contract_page(dealership=desk.store, code=loan.code, now=NOW)
    assert [said.theirs for said in page.said] == [OTHER_PHONE]
