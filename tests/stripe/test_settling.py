"""Settlement: capture, release, charge, or what is still owed; every cent is somewhere (billing.md rule 14)."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from billing.domain.settlement import Settlement
from billing.models import Hold, HoldState, Invoice, Payment, PaymentState
from billing.queries import balance, leaks, on_its_way, unsettled
from billing.services import (
    MoreThanIsOwed,
    NothingToCollect,
    NothingToRefund,
    collect,
    record_manual_payment,
    refund,
    release_hold,
    settle,
)
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import NotAllowed
from tests.situations.staff import porter
from tests.stripe.bank import ABOUT, Bank, dollars

SIX_DAYS, EIGHT_DAYS = timedelta(days=6, minutes=1), timedelta(days=8)


def test_a_hold_above_the_total_is_captured_in_part_and_the_rest_released(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("45.00")

    settled(bank, invoice, hold)

    hold.refresh_from_db()
    assert hold.state == HoldState.CAPTURED
    assert bank.moved()[1:] == [("capture", Decimal("45.00")), ("release", Decimal("5.00"))]
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("0.00")
    assert leaks(dealership=bank.store) == []


def test_what_is_above_the_hold_is_charged_to_the_card(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.35")

    settled(bank, invoice, hold)

    assert bank.moved()[1:] == [("capture", Decimal("50.00")), ("charge", Decimal("70.35"))]
    assert balance(dealership=bank.store, about=ABOUT).unsettled == Decimal(0)
    assert leaks(dealership=bank.store) == []


def test_until_the_bank_has_answered_money_is_on_its_way_and_unsettled(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.35")

    ask(bank, invoice, hold)

    assert on_its_way(dealership=bank.store, about=ABOUT) == Decimal("120.35")  # 50.00 + 70.35
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("120.35")


def test_settling_twice_is_settling_once(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.35")
    ask(bank, invoice, hold)

    again = ask(bank, invoice, hold)

    bank.work()
    assert (again.capture, again.charge) == (Decimal(0), Decimal(0))
    assert bank.moved()[1:] == [("capture", Decimal("50.00")), ("charge", Decimal("70.35"))]


def test_a_difference_below_the_smallest_charge_stays_unsettled(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("50.49")

    settled(bank, invoice, hold)

    assert bank.moved()[1:] == [("capture", Decimal("50.00"))]
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("0.49")
    with pytest.raises(NothingToCollect, match=r"\$0.49 is too little to charge"):
        collect(dealership=bank.store, invoice=invoice, card=bank.card(), by=bank.by, at=bank.now())


def test_a_total_too_small_to_capture_releases_the_whole_hold(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("0.30")

    settled(bank, invoice, hold)

    assert bank.moved()[1:] == [("release", Decimal("50.00"))]
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("0.30")


def test_a_free_loan_releases_the_whole_hold(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("0.00")

    settled(bank, invoice, hold)

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert bank.moved()[1:] == [("release", Decimal("50.00"))]


def test_a_loan_without_a_hold_is_charged_to_the_verified_card(bank: Bank) -> None:
    hold, invoice = bank.held("0.00"), bank.billed("45.00")

    settled(bank, invoice, hold)

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert bank.moved() == [("charge", Decimal("45.00"))]


def test_without_hold_or_card_all_of_it_stays_unsettled(bank: Bank) -> None:
    invoice = bank.billed("45.00")

    split = ask(bank, invoice, None)

    assert (split.charge, split.unsettled) == (Decimal(0), Decimal("45.00"))
    assert not Payment.objects.filter(about=ABOUT).exists()


def test_a_charge_that_the_bank_declines_stays_unsettled_until_another_card_pays(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.35")
    bank.fault("payment_intents.create", "decline")
    settled(bank, invoice, hold)
    assert bank.payment("charge").state == PaymentState.FAILED
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("70.35")

    collect(dealership=bank.store, invoice=invoice, card=bank.card("pm_card_mastercard"), by=bank.by, at=bank.now())
    bank.work()

    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("0.00")
    assert leaks(dealership=bank.store) == []


def test_charge_later_keeps_the_hold_and_captures_a_day_before_it_lapses(bank: Bank) -> None:
    hold = bank.held("50.00")
    bank.billed("45.00")
    bank.work()
    assert bank.moved() == [("hold", Decimal("50.00"))]

    bank.let_pass(SIX_DAYS)

    hold.refresh_from_db()
    assert hold.state == HoldState.CAPTURED
    assert bank.moved()[1:] == [("capture", Decimal("45.00")), ("release", Decimal("5.00"))]


def test_charge_later_is_captured_when_staff_collect(bank: Bank) -> None:
    bank.held("50.00")
    invoice = bank.billed("45.00")

    collect(dealership=bank.store, invoice=invoice, card=None, by=bank.by, at=bank.now())
    bank.work()

    assert bank.moved()[1:] == [("capture", Decimal("45.00")), ("release", Decimal("5.00"))]


def test_a_hold_that_lapses_between_the_settlement_and_its_capture_is_charged_instead(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("45.00")
    ask(bank, invoice, hold)
    bank.sandbox.client.advance_clock(EIGHT_DAYS.total_seconds())

    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.LAPSED
    assert bank.moved()[1:] == [("expire", Decimal("50.00")), ("charge", Decimal("45.00"))]
    assert unsettled(dealership=bank.store, about=ABOUT) == dollars("0.00")
    assert leaks(dealership=bank.store) == []


def test_a_renewal_on_its_way_is_given_up_when_the_loan_is_settled(bank: Bank) -> None:
    hold = bank.held("50.00")
    bank.fault("payment_intents.create", "timeout_after")
    bank.let_pass(SIX_DAYS)
    assert Hold.objects.get(replaces=hold).state == HoldState.REPLACING

    settled(bank, bank.billed("45.00"), hold)
    bank.work_it_out()

    states = list(Hold.objects.order_by("id").values_list("state", flat=True))
    assert states == [HoldState.CAPTURED, HoldState.RELEASED]
    assert leaks(dealership=bank.store) == []


def test_money_taken_by_hand_is_not_charged_again(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.00")
    by_hand(bank, invoice, "60.00")

    settled(bank, invoice, hold)

    assert bank.moved()[1:] == [("capture", Decimal("50.00")), ("charge", Decimal("10.00"))]  # 120 − 60 = 60
    assert leaks(dealership=bank.store) == []


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "45.01"])
def test_nobody_pays_more_than_is_owed_by_hand(bank: Bank, amount: str) -> None:
    invoice = bank.billed("45.00")

    with pytest.raises(MoreThanIsOwed, match=r"Only \$45.00"):
        by_hand(bank, invoice, amount)


def test_a_porter_takes_no_money_and_gives_none_back(bank: Bank) -> None:
    invoice = bank.billed("45.00")

    with pytest.raises(NotAllowed):
        by_hand(bank, invoice, "45.00", by=porter())
    with pytest.raises(NotAllowed):
        refund(dealership=bank.store, about=ABOUT, by=porter(), at=bank.now())


def test_a_credit_gives_back_the_newest_payment_first_and_never_more_than_it_bore(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("120.00")
    settled(bank, invoice, hold)
    bank.billed("-90.00", supplements=invoice)

    refund(dealership=bank.store, about=ABOUT, by=bank.by, at=bank.now())
    bank.work()

    assert bank.moved()[3:] == [("refund", Decimal("70.00")), ("refund", Decimal("20.00"))]  # the charge, the capture
    assert balance(dealership=bank.store, about=ABOUT).surplus == Decimal(0)
    assert leaks(dealership=bank.store) == []


def test_refunding_twice_is_refunding_once(bank: Bank) -> None:
    invoice = bank.billed("120.00")
    settled(bank, invoice, bank.held("50.00"))
    bank.billed("-90.00", supplements=invoice)
    refund(dealership=bank.store, about=ABOUT, by=bank.by, at=bank.now())

    with pytest.raises(NothingToRefund):
        refund(dealership=bank.store, about=ABOUT, by=bank.by, at=bank.now())


def test_what_was_paid_by_hand_is_given_back_by_hand(bank: Bank) -> None:
    invoice = bank.billed("45.00")
    by_hand(bank, invoice, "45.00")
    bank.billed("-10.00", supplements=invoice)

    [given_back] = refund(dealership=bank.store, about=ABOUT, by=bank.by, at=bank.now())

    assert (given_back.state, given_back.method) == (PaymentState.SUCCEEDED, "Cash")
    assert bank.moved() == []
    assert leaks(dealership=bank.store) == []


def test_a_surplus_that_nobody_gives_back_is_a_leak(bank: Bank) -> None:
    invoice = bank.billed("45.00")
    by_hand(bank, invoice, "45.00")

    bank.billed("-10.00", supplements=invoice)

    assert [leak.what for leak in leaks(dealership=bank.store)] == [
        "$10.00 was paid beyond the total, and nobody gives it back."
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_every_cent_is_somewhere(bank: Bank, seed: int) -> None:
    random = Random(seed)
    total, held = (Decimal(random.randrange(0, 20_000)) / 100 for _ in range(2))
    hold, invoice = bank.held(f"{held}"), bank.billed(f"{total}")
    for operation in random.sample(["payment_intents.capture", "payment_intents.create", "payment_intents.cancel"], 2):
        bank.fault(operation, random.choice(["timeout_after", "error_500_after", "error_500_before", "rate_limit"]))

    settled(bank, invoice, hold)
    bank.work_it_out()

    where = balance(dealership=bank.store, about=ABOUT)
    assert where.total == where.captured + where.charged + where.manual - where.refunded + where.unsettled
    taken = sum(amount for operation, amount in bank.moved() if operation in {"capture", "charge"})
    assert where.captured + where.charged == taken
    assert where.unsettled < Decimal("0.50")
    assert leaks(dealership=bank.store) == []


def test_a_hold_that_is_being_captured_is_not_released(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("45.00")
    ask(bank, invoice, hold)

    with pytest.raises(Exception, match="nothing to release"):
        release_hold(dealership=bank.store, hold=hold, by=bank.by, at=bank.now())


def ask(bank: Bank, invoice: Invoice, hold: Hold | None) -> Settlement:
    return settle(dealership=bank.store, invoice=invoice, hold=hold, card=None, by=bank.by, at=bank.now())


def settled(bank: Bank, invoice: Invoice, hold: Hold | None) -> None:
    ask(bank, invoice, hold)
    bank.work()


def by_hand(bank: Bank, invoice: Invoice, amount: str, *, by: Actor | None = None) -> Payment:
    return record_manual_payment(
        dealership=bank.store,
        invoice=invoice,
        amount=dollars(amount),
        method="Cash",
        by=by or bank.by,
        at=bank.now(),
    )
