"""A duplicate is merged and parts again: nothing moves, everything is found, and undo brings both back."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from contracts.services.merging import merge_guests, undo_merge
from customers import queries
from customers.domain.merging import Field
from customers.domain.sources import Source
from customers.models import Customer
from customers.queries import customers, do_not_rent, find, match_guest, preferred_card, profile
from customers.services import (
    NothingToUndo,
    UnableToMerge,
    allow,
    change_contact,
    forbid,
    keep_apart,
    merge,
    prefer_card,
    queue_message,
    record_licence,
)
from dealerships.queries import history
from kernel.period import Period
from programs.queries.reserve_days import reserve_days
from programs.services.reserve import open_account
from reservations.queries import find as find_loans
from reservations.queries import of_guest
from reservations.services import change_booking
from tests.contracts.at_the_counter import DROPOFF, ON_TIME, PICKUP, Loan
from tests.merging.conftest import TYPED_IN_2024
from tests.scenarios.counter_work import FULL
from tests.situations import Counter, at, book_for_group, jordan, manager
from tests.situations.guests import AVERYS_LICENCE

NOW = at(9, 10)
LATER = at(9, 11)


def merged(desk: Counter, twin: Customer, *take: Field, into: Customer | None = None) -> Customer:
    """A. Quinn joins Avery; what counts then."""
    kept = into or desk.avery
    merge_guests(dealership=desk.store, survivor=kept, duplicate=twin, take=take, by=manager(), at=NOW)
    twin.refresh_from_db()
    return profile(dealership=desk.store, code=twin.code)


def undone(desk: Counter, twin: Customer) -> Customer:
    undo_merge(dealership=desk.store, duplicate=twin, by=manager(), at=LATER)
    twin.refresh_from_db()
    return profile(dealership=desk.store, code=twin.code)


def test_the_duplicates_code_leads_to_the_profile_that_stays(desk: Counter, twin: Customer):
    assert merged(desk, twin).code == desk.avery.code
    assert desk.avery in customers(dealership=desk.store)
    assert twin not in customers(dealership=desk.store)


def test_only_what_was_chosen_is_taken(desk: Counter, twin: Customer):
    avery = merged(desk, twin, Field.PHONE, Field.INSURANCE)

    assert (avery.name, avery.phone, avery.email) == ("Avery Quinn", "+12175550188", "avery.quinn@example.com")
    assert avery.insurances_now[0].carrier == "Prairie Home"
    assert avery.licences_now[0].expires_on == date(2029, 4, 2)


def test_nothing_is_moved(desk: Counter, twin: Customer):
    loan = book_for_group(desk, customer_id=twin.pk)

    merged(desk, twin)

    loan.refresh_from_db()
    assert loan.customer_id == twin.pk
    assert list(of_guest(dealership=desk.store, customer=desk.avery)) == [loan]


def test_the_cards_of_both_are_on_file_and_the_preferred_one_of_those_that_stay_is_charged(
    desk: Counter, twin: Customer
):
    avery = merged(desk, twin)

    assert [str(card) for card in avery.cards_on_file] == ["Visa •• 4242", "Amex •• 1005"]
    assert str(preferred_card(dealership=desk.store, customer=twin)) == "Visa •• 4242"


def test_a_card_of_the_duplicates_can_be_preferred(desk: Counter, twin: Customer):
    avery = merged(desk, twin)
    amex = avery.cards_on_file[1]

    prefer_card(dealership=desk.store, customer=avery, card_id=amex.pk, by=manager(), at=LATER)

    assert preferred_card(dealership=desk.store, customer=avery) == amex


def test_a_loan_of_the_duplicates_is_the_survivors_from_now_on(desk: Counter, twin: Customer):
    loan = Loan(desk=desk, code=book_for_group(desk, customer_id=twin.pk).code)
    assert "licence_expired" in loan.codes()

    merged(desk, twin)

    assert "licence_expired" not in loan.codes()


def test_a_loan_of_the_duplicates_can_still_be_changed(desk: Counter, twin: Customer):
    loan = book_for_group(desk, customer_id=twin.pk)
    merged(desk, twin)
    loan.refresh_from_db()

    wanted = replace(loan.booking(), notes="Child seat")
    change_booking(dealership=desk.store, code=loan.code, booking=wanted, by=manager(), at=LATER)

    loan.refresh_from_db()
    assert (loan.notes, loan.customer_id) == ("Child seat", twin.pk)


def test_what_the_duplicate_owes_stands_in_the_way_of_the_survivors_start(desk: Counter, twin: Customer):
    finished = Loan(desk=desk, code=book_for_group(desk, customer_id=renewed(desk, twin).pk).code)
    on_the_road(finished, twin).work.finish(ON_TIME, DROPOFF)
    coming = Loan(desk=desk, code=book_for_group(desk, period=Period(at(16), at(18))).code)
    assert "balance" not in coming.codes()

    merged(desk, twin)

    owed = next(gap for gap in coming.missing() if gap.code == "balance")
    assert "$145.80" in f"{owed.title} {owed.detail}"  # 3 days × $45.00 = $135.00, and 8 % of it


def test_reserve_days_of_the_duplicate_are_the_survivors(desk: Counter, twin: Customer):
    open_account(
        dealership=desk.store,
        vin="JTJAAAAB0PA000001",
        purchased_on=date(2025, 6, 14),
        customer_code=twin.code,
        entitlement_days=30,
        entitlement_years=3,
        by=manager(),
        at=NOW,
    )
    on = date(2026, 3, 9)
    assert reserve_days(dealership=desk.store, customer_code=desk.avery.code, on=on) is None

    merged(desk, twin)

    assert reserve_days(dealership=desk.store, customer_code=desk.avery.code, on=on) == 30
    undone(desk, twin)
    assert reserve_days(dealership=desk.store, customer_code=desk.avery.code, on=on) is None


def test_the_old_name_phone_and_email_find_the_survivor(desk: Counter, twin: Customer):
    loan = book_for_group(desk, customer_id=twin.pk)
    merged(desk, twin)

    for words in ("A. Quinn", "217 555 0188", "aq@example.com", twin.code):
        assert list(find(dealership=desk.store, words=words)) == [desk.avery], words
        assert loan in find_loans(dealership=desk.store, words=words), words
    assert loan in find_loans(dealership=desk.store, words="Avery")


def test_a_guest_matched_by_the_duplicates_phone_is_the_survivor(desk: Counter, twin: Customer):
    merged(desk, twin)

    match = match_guest(dealership=desk.store, details=TYPED_IN_2024)

    assert match is not None
    assert (match.customer, match.others) == (desk.avery, ())


def test_a_text_goes_to_the_survivors_phone(desk: Counter, twin: Customer):
    merged(desk, twin)

    message = queue_message(
        dealership=desk.store, customer=twin, cause="receipt", subject="", text="Thank you", about="", at=LATER
    )

    assert (message.customer, message.to) == (desk.avery, "+13125550142")


def test_whoever_must_not_rent_must_not_rent_under_another_name(desk: Counter, twin: Customer):
    forbid(dealership=desk.store, customer=twin, reason="Left unlocked", by=manager(), at=NOW)

    avery = merged(desk, twin)

    assert avery.do_not_rent
    assert do_not_rent(dealership=desk.store, customer=desk.avery) is not None
    allow(dealership=desk.store, customer=avery, reason="Talked it over", by=manager(), at=LATER)
    assert do_not_rent(dealership=desk.store, customer=desk.avery) is None


def test_a_merged_profiles_phone_keeps_its_owner_on_do_not_rent(desk: Counter, twin: Customer):
    merged(desk, twin)
    forbid(dealership=desk.store, customer=desk.avery, reason="Left unlocked", by=manager(), at=NOW)
    again = jordan(desk.store)
    again.phone = twin.phone
    again.save()

    assert do_not_rent(dealership=desk.store, customer=again) is not None


def test_undo_brings_both_profiles_back(desk: Counter, twin: Customer):
    loan = book_for_group(desk, customer_id=twin.pk)
    before = desk.avery.contact()
    forbid(dealership=desk.store, customer=twin, reason="Left unlocked", by=manager(), at=NOW)
    merged(desk, twin, *Field)

    again = undone(desk, twin)

    avery = profile(dealership=desk.store, code=desk.avery.code)
    assert (again.name, again.cards_on_file[0].last_four) == ("A. Quinn", "1005")
    assert (avery.contact(), avery.do_not_rent, again.do_not_rent) == (before, False, True)
    assert avery.insurances_now[0].carrier == "Acme Mutual"
    assert avery.licences_now[0].expires_on == date(2029, 4, 2)
    assert [str(card) for card in avery.cards_on_file] == ["Visa •• 4242"]
    assert list(of_guest(dealership=desk.store, customer=again)) == [loan]
    assert not of_guest(dealership=desk.store, customer=avery).exists()


def test_undo_leaves_an_email_that_was_corrected_since(desk: Counter, twin: Customer):
    avery = merged(desk, twin, Field.EMAIL, Field.PHONE)
    corrected = replace(avery.contact(), email="new@example.com")
    change_contact(dealership=desk.store, customer=avery, details=corrected, by=manager(), at=LATER)

    undone(desk, twin)

    avery.refresh_from_db()
    assert (avery.email, avery.phone) == ("new@example.com", "+13125550142")


def test_the_history_of_both_tells_of_it(desk: Counter, twin: Customer):
    merged(desk, twin, Field.PHONE)
    undone(desk, twin)

    for guest in (desk.avery, twin):
        told = [event.verb for event in history(dealership=desk.store, subject=guest.reference)]
        assert told[:2] == ["merge undone", "merged"]


def test_a_merge_is_undone_once(desk: Counter, twin: Customer):
    merged(desk, twin)
    undone(desk, twin)

    with pytest.raises(NothingToUndo, match=r"A\. Quinn stands by itself"):
        undone(desk, twin)


def test_nobody_is_merged_with_themselves(desk: Counter):
    with pytest.raises(UnableToMerge, match="one profile"):
        merged(desk, desk.avery)


def test_whoever_was_merged_is_not_merged_again(desk: Counter, twin: Customer):
    merged(desk, twin)

    with pytest.raises(UnableToMerge, match=r"A\. Quinn was merged into another profile already"):
        merged(desk, twin, into=jordan(desk.store))


def test_a_survivor_is_not_merged_away(desk: Counter, twin: Customer):
    merged(desk, twin)

    with pytest.raises(UnableToMerge, match="Keep Avery Quinn instead"):
        merged(desk, desk.avery, into=jordan(desk.store))


def test_two_drivers_of_one_loan_are_two_people(desk: Counter, twin: Customer):
    loan = book_for_group(desk, drivers=(twin.pk,))

    with pytest.raises(UnableToMerge, match=f"Both are drivers of {loan.code}"):
        merged(desk, twin)


def test_who_has_signed_an_open_agreement_is_kept(desk: Counter, twin: Customer):
    loan = Loan(desk=desk, code=book_for_group(desk).code).signed()

    with pytest.raises(UnableToMerge, match=f"The agreement of {loan.code} is signed and not over"):
        merged(desk, desk.avery, into=twin)

    assert merged(desk, twin).code == desk.avery.code
    assert "signature" not in loan.codes()


def test_the_neighbours_guest_is_out_of_reach(desk: Counter, twin: Customer, neighbour):
    with pytest.raises(KeyError):
        merge(dealership=neighbour, survivor=desk.avery, duplicate=twin, take=(), by=manager(), at=NOW)


@pytest.mark.parametrize("how", ["a chain", "the other way", "themselves"])
def test_the_database_itself_refuses(desk: Counter, twin: Customer, how: str):
    merged(desk, twin)
    other = jordan(desk.store)
    wrong = {
        "a chain": (other.pk, twin.pk),
        "the other way": (desk.avery.pk, other.pk),
        "themselves": (other.pk, other.pk),
    }[how]

    with (
        pytest.raises(IntegrityError, match=r"customer_survivor_stands|customer_survives_another"),
        transaction.atomic(),
    ):
        Customer.objects.filter(pk=wrong[0]).update(survivor=wrong[1])


def test_possible_duplicates_are_named_until_staff_keep_them_apart(desk: Counter, twin: Customer):
    assert queries.possibly_the_same(dealership=desk.store, customer=desk.avery) == [twin]

    keep_apart(dealership=desk.store, one=desk.avery, other=twin, by=manager(), at=NOW)
    keep_apart(dealership=desk.store, one=twin, other=desk.avery, by=manager(), at=NOW)

    assert queries.possibly_the_same(dealership=desk.store, customer=desk.avery) == []
    assert queries.possibly_the_same(dealership=desk.store, customer=twin) == []


def renewed(desk: Counter, guest: Customer) -> Customer:
    """A. Quinn with a licence that is good for a loan."""
    record_licence(
        dealership=desk.store, customer=guest, licence=AVERYS_LICENCE, source=Source.STAFF, by=manager(), at=at(2)
    )
    return guest


def on_the_road(loan: Loan, guest: Customer) -> Loan:
    """Out with this guest since Monday, 9:00."""
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, FULL, at(9, 8, 32))
    loan.work.sign(guest, at(9, 8, 40))
    loan.work.hold(at(9, 8, 42))
    loan.bank_says_yes(at(9, 8, 43))
    loan.work.start(PICKUP)
    return loan
