"""What is missing for a whole list of loans, in a constant number of statements, and every merge field filled in."""

from contracts.queries import before_start_of
from programs.domain.merge import FIELDS
from tests.contracts.at_the_counter import BEFORE_PICKUP, Loan, loan_for_group
from tests.situations import Counter
from tests.statements import statements


def test_a_list_says_the_same_as_the_page(desk: Counter):
    booked, signed = loan_for_group(desk), loan_for_group(desk).signed()

    gaps = before_start_of(dealership=desk.store, codes=[booked.code, signed.code], at=BEFORE_PICKUP)

    for loan in (booked, signed):
        assert [each.code for each in gaps[loan.code]] == loan.codes()


def test_a_longer_list_takes_no_more_statements(desk: Counter):
    first = loan_for_group(desk).signed()
    others = [loan_for_group(desk) for _ in range(6)]

    with statements() as for_one:
        before_start_of(dealership=desk.store, codes=[first.code], at=BEFORE_PICKUP)
    with statements() as for_seven:
        before_start_of(dealership=desk.store, codes=[first.code, *(loan.code for loan in others)], at=BEFORE_PICKUP)

    assert len(for_seven) == len(for_one)


def test_every_merge_field_has_a_value(loan: Loan):
    frozen = loan.signed().frozen

    assert frozen is not None
    assert set(frozen.shown["fields"]) == set(FIELDS)
    assert all(isinstance(value, str) for value in frozen.shown["fields"].values())
