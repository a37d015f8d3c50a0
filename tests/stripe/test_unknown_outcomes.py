"""A lost answer, a fault, too many calls: nothing is done twice, nothing is lost, and nothing is guessed."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from billing.domain.processor import NEVER_RECEIVED
from billing.models import HoldState, Payment, PaymentState
from billing.queries import hold_of, leaks
from billing.services import refund, release_hold, settle
from tests.stripe.bank import ABOUT, Bank, needing_attention

FAULTS = ["timeout_before", "timeout_after", "error_500_before", "error_500_after", "rate_limit"]
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(hours=23, minutes=1)


def authorise(bank: Bank) -> None:
    bank.hold("50.00")


def capture(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("45.00")
    settle(dealership=bank.store, invoice=invoice, hold=hold, card=None, by=bank.by, at=bank.now())


def release(bank: Bank) -> None:
    release_hold(dealership=bank.store, hold=bank.held("50.00"), by=bank.by, at=bank.now())


def charge(bank: Bank) -> None:
    settle(dealership=bank.store, invoice=bank.billed("45.00"), hold=None, card=bank.card(), by=bank.by, at=bank.now())


def give_back(bank: Bank) -> None:
    charge(bank)
    bank.work()
    bank.billed("-45.00", supplements=bank.payment("charge").invoice)
    refund(dealership=bank.store, about=ABOUT, by=bank.by, at=bank.now())


MOVES: dict[str, tuple[Callable[[Bank], None], str, tuple[str, Decimal]]] = {
    "authorise": (authorise, "payment_intents.create", ("hold", Decimal("50.00"))),
    "capture": (capture, "payment_intents.capture", ("capture", Decimal("45.00"))),
    "release": (release, "payment_intents.cancel", ("release", Decimal("50.00"))),
    "charge": (charge, "payment_intents.create", ("charge", Decimal("45.00"))),
    "refund": (give_back, "refunds.create", ("refund", Decimal("45.00"))),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", MOVES)
def test_it_happens_exactly_once_whatever_goes_wrong(bank: Bank, kind: str, fault: str) -> None:
    want, operation, moved = MOVES[kind]
    want(bank)
    bank.fault(operation, fault)

    bank.work()
    bank.work_it_out()

    assert bank.moved().count(moved) == 1
    assert bank.payment(kind).state == PaymentState.SUCCEEDED
    assert not Payment.objects.exclude(state=PaymentState.SUCCEEDED).exists()
    assert leaks(dealership=bank.store) == []


def test_until_it_is_known_a_payment_says_so(bank: Bank) -> None:
    bank.hold("50.00")
    bank.fault("payment_intents.create", "timeout_after")
    bank.fault("payment_intents.list", "timeout_before")

    bank.work()
    assert bank.payment("authorise").state == PaymentState.SENT

    bank.work(after=timedelta(seconds=3))
    assert bank.payment("authorise").state == PaymentState.UNKNOWN


def test_a_verification_whose_answer_is_lost_is_found_again(bank: Bank) -> None:
    bank.hold("0.00")
    bank.fault("setup_intents.create", "timeout_after")

    bank.work()
    bank.work_it_out()

    assert hold_of(dealership=bank.store, about=ABOUT).state == HoldState.HELD  # type: ignore[union-attr]


def test_a_key_that_the_processor_has_forgotten_is_never_sent_again(bank: Bank) -> None:
    bank.hold("50.00")
    bank.fault("payment_intents.create", "timeout_before")
    bank.work()

    bank.let_pass(A_DAY)

    payment = bank.payment("authorise")
    assert (payment.state, payment.reason) == (PaymentState.FAILED, NEVER_RECEIVED)
    assert bank.moved() == []


def test_what_happened_under_a_forgotten_key_is_found_by_its_name(bank: Bank) -> None:
    bank.hold("50.00")
    bank.fault("payment_intents.create", "timeout_after")
    bank.work()

    bank.let_pass(A_DAY)

    assert bank.payment("authorise").state == PaymentState.SUCCEEDED
    assert bank.moved() == [("hold", Decimal("50.00"))]


def test_a_fault_that_does_not_end_is_given_up_with_words(bank: Bank) -> None:
    bank.hold("50.00")
    bank.fault("payment_intents.create", "error_500_before", times=20)

    for hour in range(1, 20):
        bank.work(after=hour * AN_HOUR)

    hold = bank.payment("authorise").hold
    assert hold is not None
    assert hold.state == HoldState.FAILED
    assert hold.reason.startswith("The card processor has a fault that does not end.")
    assert bank.moved() == []


def test_a_key_that_our_account_refuses_needs_an_admin(bank: Bank, settings: Settings) -> None:
    bank.hold("50.00")
    settings.STRIPE_API_KEY = "sk_test_of_somebody_else"

    bank.work()

    [told] = needing_attention(bank.store)
    assert told.startswith("The card processor does not accept our key")
