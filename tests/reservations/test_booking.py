"""Book a loan: what is refused, what is only warned about."""

from tests.situations import Counter, book_for_group, book_for_program
from tests.statements import statements

OF_EFFECTS = ('"dealerships_effect"', "dealerships_due", "pg_notify")


def test_a_booking_takes_nine_statements_beside_those_of_its_effects(desk: Counter):
    with statements() as seen:
        loan = book_for_group(desk)

    own = [text for text in seen.texts if not any(word in text for word in OF_EFFECTS)]
    assert len(own) == 9, own
    assert loan.code.startswith("LS-")
    assert loan.alert == ""


def test_a_booking_without_a_free_vehicle_is_made_with_an_alert(desk: Counter):
    book_for_program(desk)
    book_for_program(desk)

    third = book_for_program(desk)

    assert third.alert == (
        "One vehicle short from 9:00 AM. The next is free Thu, Mar 12, 9:00 AM. You can book anyway."
    )
