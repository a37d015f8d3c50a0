"""A drop-off that moves takes the hold along: another is asked for, and the one that stands goes only after it."""

from datetime import datetime
from decimal import Decimal

import pytest

from billing.domain.processor import Answer, Standing
from billing.models import Hold, Payment
from billing.services import apply
from billing.services.deadlines import meet_deadline
from contracts import services
from customers.models import Message
from customers.services import opt_out
from dealerships.models import Effect
from dealerships.tenancy import as_dealership
from dealerships.working import perform
from tests.contracts.at_the_counter import Loan, loan_for_group
from tests.races import race
from tests.situations import Counter, at

TUESDAY = at(10, 9)
THREE_DAYS, FOUR_DAYS, TWO_DAYS = Decimal("145.80"), Decimal("194.40"), Decimal("97.20")  # of $45.00, with 8 % tax


def extend(loan: Loan, dropoff_at: datetime, *, when: datetime = TUESDAY) -> None:
    services.extend_contract(
        dealership=loan.desk.store, code=loan.code, dropoff_at=dropoff_at, by=loan.desk.advisor, at=when
    )


def test_a_longer_loan_asks_for_a_larger_hold_and_swaps_the_two(loan: Loan):
    loan.started()

    extend(loan, at(13))

    assert loan.holds() == [("held", THREE_DAYS), ("replacing", FOUR_DAYS)]
    loan.bank_says_yes(TUESDAY)
    assert loan.holds() == [("releasing", THREE_DAYS), ("held", FOUR_DAYS)]


def test_the_guest_is_told_once_of_a_later_drop_off_and_by_email_after_stop(loan: Loan):
    loan.started()
    told = Message.objects.filter(cause="extended").order_by("pk")

    for earlier_then_later_then_the_same in (at(12, 8), at(12, 9), at(12, 9)):
        extend(loan, earlier_then_later_then_the_same)
    opt_out(dealership=loan.desk.store, phone=loan.desk.avery.phone, at=TUESDAY)
    extend(loan, at(13))

    text, mail = told
    assert (text.channel, mail.channel, mail.to) == ("sms", "email", loan.desk.avery.email)
    assert text.text == (
        "Lexus of Springfield: Avery, your loan is extended. The RX 350 is due back Thu, Mar 12, 9:00 AM now. "
        "Reply STOP to end texts."
    )


def test_a_shorter_loan_lowers_the_hold(loan: Loan):
    loan.started()

    extend(loan, at(11))

    assert loan.holds() == [("held", THREE_DAYS), ("replacing", TWO_DAYS)]


def test_a_drop_off_on_the_same_contract_day_leaves_the_hold_alone(loan: Loan):
    loan.started()

    extend(loan, at(12, 8))

    assert loan.row.dropoff_at == at(12, 8)
    assert loan.holds() == [("held", THREE_DAYS)]


def test_a_bank_that_says_no_leaves_the_hold_and_staff_are_told(loan: Loan):
    loan.started()
    extend(loan, at(13))

    bank_says_no(loan)

    assert loan.row.dropoff_at == at(13)
    assert loan.holds() == [("held", THREE_DAYS), ("failed", FOUR_DAYS)]
    told = Effect.objects.get(key__contains="not-renewed")
    perform(dealership_id=loan.desk.store.pk, effect_id=told.pk, clock=lambda: TUESDAY)
    told.refresh_from_db()
    assert (told.state, told.reason) == (
        "needs_attention",
        "$194.40 could not be held; $145.80 on Visa •• 4242 stands. There are not enough funds on the card.",
    )


def test_while_the_bank_is_asked_the_drop_off_stays(loan: Loan):
    loan.started()
    extend(loan, at(13))

    with pytest.raises(services.UnableToExtend, match="The bank is being asked for another hold just now"):
        extend(loan, at(14))

    assert loan.row.dropoff_at == at(13)
    assert loan.holds() == [("held", THREE_DAYS), ("replacing", FOUR_DAYS)]


def test_a_renewal_that_began_in_between_keeps_the_drop_off(loan: Loan):
    loan.started()
    renewed = Hold.objects.get()
    meet_deadline(dealership=loan.desk.store, payload={"hold": renewed.pk}, at=TUESDAY)

    with pytest.raises(services.UnableToExtend, match="The bank is being asked"):
        extend(loan, at(13))

    assert loan.row.dropoff_at == at(12)


def test_a_hold_that_has_ended_is_asked_for_anew(loan: Loan):
    loan.started()
    Hold.objects.update(state="lapsed")

    extend(loan, at(13))

    assert loan.holds() == [("lapsed", THREE_DAYS), ("wanted", FOUR_DAYS)]


def test_two_who_extend_at_once_ask_for_one_hold(committed_desk: Counter):
    with as_dealership(committed_desk.store):
        loan = loan_for_group(committed_desk).started()

    dana, riley = race(committed_desk.store, lambda: extend(loan, at(13)), lambda: extend(loan, at(14)))

    assert dana.refusal is None
    assert isinstance(riley.refusal, services.UnableToExtend)
    with as_dealership(committed_desk.store):
        assert loan.row.dropoff_at == at(13)
        assert loan.holds() == [("held", THREE_DAYS), ("replacing", FOUR_DAYS)]


def bank_says_no(loan: Loan) -> None:
    """There is not enough on the card for the larger hold."""
    payment = Payment.objects.filter(about=loan.about, kind="authorise").latest("id")
    answer = Answer(
        standing=Standing.DECLINED,
        payment=payment.idempotency_key,
        reference="pi_declined",
        amount=payment.amount.amount,
        reason="There are not enough funds on the card.",
    )
    apply(dealership=loan.desk.store, answer=answer, at=TUESDAY)
