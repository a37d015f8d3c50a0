"""A hold: authorised by a worker, renewed before it lapses, released when it is not needed (billing.md rule 13)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from billing.models import Hold, HoldState, Payment, PaymentState
from billing.queries import hold_of, worth
from billing.services import CardOfAnotherAccount, HoldStands, release_hold, replace_hold
from dealerships.models import EventSubject
from tests.stripe.bank import ABOUT, Bank, dollars, needing_attention

SIX_DAYS, TWO_DAYS = timedelta(days=6, minutes=1), timedelta(days=2)


def test_a_hold_is_authorised_by_a_worker_and_lives_as_long_as_the_processor_says(bank: Bank) -> None:
    hold = bank.hold("150.00")
    assert hold.state == HoldState.WANTED
    assert bank.moved() == []

    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.HELD
    assert bank.moved() == [("hold", Decimal("150.00"))]
    assert hold.capture_before is not None
    assert timedelta(days=6, hours=23) < hold.capture_before - bank.now() <= timedelta(days=7)  # Avery is there
    assert worth(hold, bank.now()) == Decimal("150.00")
    assert worth(hold, hold.capture_before) == Decimal(0)  # a lapsed hold counts as nothing


def test_the_history_tells_of_a_hold_asked_for_and_authorised(bank: Bank) -> None:
    bank.held("150.00")

    told = EventSubject.objects.filter(dealership=bank.store, subject=ABOUT).order_by("id")

    assert [subject.event.verb for subject in told] == ["hold asked for", "hold authorised"]


@pytest.mark.parametrize("amount", ["0.00", "0.49"])
def test_a_hold_of_nothing_verifies_the_card(bank: Bank, amount: str) -> None:
    hold = bank.held(amount)

    assert hold.state == HoldState.HELD
    assert hold.processor_reference.startswith("seti_")
    assert bank.moved() == []


def test_a_verified_card_is_let_go_without_asking_anybody(bank: Bank) -> None:
    hold = bank.held("0.00")

    release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())

    assert hold.state == HoldState.RELEASED
    assert not Payment.objects.filter(hold=hold, kind="release").exists()


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("pm_card_chargeCustomerFail", "The bank declined the card. Ask the guest for another one."),
        ("pm_card_authenticationRequired", "The bank wants the guest to confirm this payment in person."),
    ],
)
def test_a_declined_card_leaves_no_hold_and_says_why(bank: Bank, token: str, said: str) -> None:
    hold = bank.held("150.00", bank.card(token))

    assert hold.state == HoldState.FAILED
    assert hold.reason.startswith(said)
    assert bank.payment("authorise").state == PaymentState.FAILED
    assert ("hold", Decimal("150.00")) not in bank.moved()


def test_after_a_decline_another_card_can_be_held(bank: Bank) -> None:
    bank.held("150.00", bank.card("pm_card_chargeCustomerFail"))

    second = bank.held("150.00")

    assert second.state == HoldState.HELD
    assert hold_of(dealership=bank.store, about=ABOUT) == second


@pytest.mark.parametrize("token", ["pm_card_authenticationRequired", "pm_card_visa"])
def test_a_card_that_can_not_be_verified_says_why(bank: Bank, token: str) -> None:
    card = bank.card(token)
    bank.fault("setup_intents.create", "decline")

    hold = bank.held("0.00", card)

    assert hold.state == HoldState.FAILED
    assert hold.reason.startswith("The bank ")


def test_asking_twice_for_the_same_hold_is_asking_once(bank: Bank) -> None:
    card = bank.card()
    first = bank.hold("150.00", card)

    second = bank.hold("150.00", card)

    bank.work()
    assert second == first
    assert bank.moved() == [("hold", Decimal("150.00"))]


def test_another_amount_is_refused_while_a_hold_stands(bank: Bank) -> None:
    bank.held("150.00")

    with pytest.raises(HoldStands, match=r"\$150.00 on Visa •• 4242 is held already"):
        bank.hold("200.00")


def test_a_card_kept_for_another_company_is_never_held(bank: Bank) -> None:
    card = bank.card()
    bank.store.processor_account = "acct_1New"

    with pytest.raises(CardOfAnotherAccount, match="add it again"):
        bank.hold("150.00", card)


def test_a_released_hold_gives_everything_back(bank: Bank) -> None:
    hold = bank.held("150.00")

    release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert bank.moved() == [("hold", Decimal("150.00")), ("release", Decimal("150.00"))]


def test_a_hold_that_was_never_sent_is_taken_back_without_asking_anybody(bank: Bank) -> None:
    hold = bank.hold("150.00")

    release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert bank.moved() == []


def test_a_hold_released_while_nobody_knows_whether_it_stands_is_let_go_once_it_is_known(bank: Bank) -> None:
    hold = bank.hold("150.00")
    bank.fault("payment_intents.create", "timeout_after")
    bank.work()

    release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())
    bank.work_it_out()

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert bank.moved() == [("hold", Decimal("150.00")), ("release", Decimal("150.00"))]


def test_a_hold_that_ended_stays_as_it_ended(bank: Bank) -> None:
    hold = bank.held("150.00", bank.card("pm_card_chargeCustomerFail"))

    release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())

    assert hold.state == HoldState.FAILED


def test_a_longer_loan_gets_the_new_hold_before_the_old_one_is_let_go(bank: Bank) -> None:
    card = bank.card()
    hold = bank.held("150.00", card)

    longer = replace(bank, hold, "250.00")
    bank.work()

    hold.refresh_from_db()
    longer.refresh_from_db()
    assert (hold.state, longer.state) == (HoldState.RELEASED, HoldState.HELD)
    assert bank.moved() == [
        ("hold", Decimal("150.00")),
        ("hold", Decimal("250.00")),
        ("release", Decimal("150.00")),
    ]


def test_a_hold_that_is_being_replaced_is_not_replaced_a_second_time(bank: Bank) -> None:
    hold = bank.held("150.00")
    replace(bank, hold, "250.00")

    with pytest.raises(HoldStands, match=r"\$250.00"):
        replace(bank, hold, "300.00")


def test_the_hold_of_an_open_loan_is_renewed_a_day_before_it_lapses(bank: Bank) -> None:
    hold = bank.held("150.00")

    bank.let_pass(SIX_DAYS)

    hold.refresh_from_db()
    renewed = Hold.objects.get(replaces=hold)
    assert (hold.state, renewed.state) == (HoldState.RELEASED, HoldState.HELD)
    assert renewed.capture_before is not None
    assert hold_of(dealership=bank.store, about=ABOUT) == renewed


def test_staff_are_told_when_a_hold_can_not_be_renewed(bank: Bank) -> None:
    hold = bank.held("150.00")
    bank.fault("payment_intents.create", "decline")

    bank.let_pass(SIX_DAYS)

    hold.refresh_from_db()
    assert hold.state == HoldState.HELD
    [told] = needing_attention(bank.store)
    assert told.startswith("The hold of $150.00 on Visa •• 4242 lapses on ")
    assert told.endswith("The bank declined the card. Ask the guest for another one.")


def test_a_hold_that_lapsed_is_found_out_by_looking(bank: Bank) -> None:
    hold = bank.held("150.00")
    bank.fault("payment_intents.create", "decline", times=1)
    bank.let_pass(SIX_DAYS)

    bank.let_pass(TWO_DAYS)

    hold.refresh_from_db()
    assert hold.state == HoldState.LAPSED
    assert hold_of(dealership=bank.store, about=ABOUT) is None


def replace(bank: Bank, hold: Hold, amount: str) -> Hold:
    return replace_hold(
        dealership=bank.store,
        hold=hold,
        card=bank.card(),
        amount=dollars(amount),
        working="Deposit for a longer loan.",
        by=bank.by,
        at=bank.now(),
    )
