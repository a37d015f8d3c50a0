"""Find a loan by what is said at the counter; see whether the guest has another."""

import pytest

from customers.domain.details import ContactDetails
from customers.services import create_customer
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from kernel.period import Period
from reservations.domain.lifecycle import CANCEL
from reservations.queries import alert_for, find, possible_duplicates
from reservations.services import advance
from tests.situations import MONDAY_MORNING, Counter, at, book_for_group, book_for_program, jordan, manager, promise
from tests.statements import statements


@pytest.mark.parametrize(
    "words",
    ["quinn", "Avery", "555-0142", "avery.quinn@example.com", "Q500-0048-2193", "LX 350", "lx350", "lx-7f3k9q2m"],
)
def test_a_loan_is_found_in_three_statements(desk: Counter, words: str):
    loan = book_for_program(desk, external_id="LX-7F3K9Q2M")
    promise(desk, loan.reference)
    book_for_group(desk, customer_id=jordan(desk.store).pk)

    with statements() as seen:
        found = list(find(dealership=desk.store, words=words))

    assert found == [loan]
    assert len(seen) == 3


def test_a_loan_is_found_by_its_code_however_it_is_typed(desk: Counter):
    loan = book_for_program(desk)
    book_for_program(desk)

    assert list(find(dealership=desk.store, words=f" {loan.code.lower()} ")) == [loan]


@pytest.mark.parametrize("words", ["", " ", "Q", "nobody at all", "%", "LS-"])
def test_too_little_or_nobody_finds_nothing(desk: Counter, words: str):
    book_for_program(desk)

    assert list(find(dealership=desk.store, words=words)) == []


def test_the_neighbour_finds_nothing_of_ours(desk: Counter, neighbour: Dealership):
    loan = book_for_program(desk)

    with as_dealership(neighbour):
        for words in (loan.code, "quinn", "LX 350"):
            assert list(find(dealership=neighbour, words=words)) == []


def duplicates(desk: Counter, loan) -> list:
    return list(possible_duplicates(dealership=desk.store, reservation=loan))


@pytest.mark.parametrize(
    ("first", "last", "is_one"),
    [
        (at(10), at(11), True),  # overlaps
        (at(12, 8, 59), at(20), True),
        (at(12), at(20), False),  # begins when this one ends
        (at(8, 9), at(8, 10), True),  # starts 24 hours earlier
        (at(8, 8, 59), at(8, 10), False),
    ],
)
def test_another_loan_of_the_guest_that_overlaps_or_starts_within_a_day_is_shown(desk: Counter, first, last, is_one):
    other = book_for_group(desk, period=Period(first, last)) if last > MONDAY_MORNING else None
    if other is None:
        other = book_for_group(desk, period=Period(at(10), at(11)))
        type(other).objects.filter(pk=other.pk).update(pickup_at=first, dropoff_at=last)
    loan = book_for_program(desk)

    assert duplicates(desk, loan) == ([other] if is_one else [])


def test_a_look_alike_counts_and_a_stranger_or_a_cancelled_loan_does_not(desk: Counter):
    details = ContactDetails(first_name="A.", last_name="Quinn", phone="+13125550142")
    alike = create_customer(dealership=desk.store, details=details, by=manager(), at=MONDAY_MORNING)
    theirs = book_for_group(desk, customer_id=alike.pk)
    book_for_group(desk, customer_id=jordan(desk.store).pk)
    advance(book_for_group(desk), CANCEL, by=desk.advisor, at=MONDAY_MORNING)

    loan = book_for_program(desk)

    assert duplicates(desk, loan) == [theirs]
    assert duplicates(desk, theirs) == [loan]


def test_the_alert_can_be_read_before_booking(desk: Counter):
    loan = book_for_program(desk)
    book_for_program(desk)

    once_more = alert_for(dealership=desk.store, booking=loan.booking(), at=MONDAY_MORNING)
    itself = alert_for(dealership=desk.store, booking=loan.booking(), at=MONDAY_MORNING, except_code=loan.code)

    assert once_more.startswith("One vehicle short")
    assert itself == ""
