"""Rule 14: capture what is due from the hold, release the rest, charge the difference; every cent is accounted for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from billing.domain.settlement import Balance, Payment, Refund, Settlement, UnableToRefund, refunds, settle
from tests.billing_engine.loans import PICKUP


def usd(amount: str) -> Decimal:
    return Decimal(amount)


def settlement(capture: str, release: str, charge: str, unsettled: str) -> Settlement:
    return Settlement(capture=usd(capture), release=usd(release), charge=usd(charge), unsettled=usd(unsettled))


@pytest.mark.parametrize(
    ("due", "hold", "settled"),
    [
        ("45.00", "50.00", settlement("45.00", "5.00", "0", "0")),
        ("50.00", "50.00", settlement("50.00", "0", "0", "0")),
        ("62.50", "50.00", settlement("50.00", "0", "12.50", "0")),
        ("50.49", "50.00", settlement("50.00", "0", "0", "0.49")),
        ("50.50", "50.00", settlement("50.00", "0", "0.50", "0")),
        ("45.00", "0", settlement("0", "0", "45.00", "0")),
        ("0.00", "50.00", settlement("0", "50.00", "0", "0")),
        ("-3.00", "50.00", settlement("0", "50.00", "0", "0")),
    ],
)
def test_what_is_due_is_captured_then_charged(due: str, hold: str, settled: Settlement) -> None:
    assert settle(due=usd(due), hold=usd(hold), smallest_charge=usd("0.50")) == settled


def test_without_a_smallest_charge_every_cent_is_charged() -> None:
    assert settle(due=usd("50.01"), hold=usd("50.00")).charge == usd("0.01")


def test_the_balance_names_what_is_unsettled() -> None:
    balance = Balance(
        total=usd("100.00"),
        captured=usd("40.00"),
        charged=usd("20.00"),
        manual=usd("15.00"),
        shares=usd("10.00"),
        refunded=usd("5.00"),
    )

    assert (balance.paid, balance.unsettled, balance.surplus) == (usd("80.00"), usd("20.00"), usd("0"))


def test_a_credit_after_payment_leaves_a_surplus() -> None:
    balance = Balance(total=usd("40.00"), captured=usd("45.00"))

    assert (balance.unsettled, balance.surplus) == (usd("0"), usd("5.00"))


def payment(reference: str, hours_after: int, amount: str, refunded: str = "0") -> Payment:
    at = PICKUP + timedelta(hours=hours_after)
    return Payment(reference=reference, at=at, amount=usd(amount), refunded=usd(refunded))


CAPTURE, CHARGE, CASH = payment("capture", 0, "50.00"), payment("charge", 1, "12.50"), payment("cash", 1, "5.00")


def test_a_surplus_is_refunded_newest_payment_first() -> None:
    back = refunds([CHARGE, CAPTURE, CASH], usd("20.00"))

    assert back == (
        Refund(reference="cash", amount=usd("5.00")),
        Refund(reference="charge", amount=usd("12.50")),
        Refund(reference="capture", amount=usd("2.50")),
    )


def test_no_payment_gives_back_more_than_it_still_bears() -> None:
    half_refunded = payment("charge", 1, "12.50", refunded="12.00")

    back = refunds([CAPTURE, half_refunded], usd("1.00"))

    assert back == (Refund(reference="charge", amount=usd("0.50")), Refund(reference="capture", amount=usd("0.50")))


def test_a_payment_that_bears_nothing_is_left_alone() -> None:
    refunded_whole = payment("charge", 1, "12.50", refunded="12.50")

    assert refunds([CAPTURE, refunded_whole], usd("1.00")) == (Refund(reference="capture", amount=usd("1.00")),)
    assert refunds([CAPTURE], usd("0.00")) == ()


def test_more_than_was_paid_can_t_be_refunded() -> None:
    with pytest.raises(UnableToRefund, match=r"50\.01 can't be refunded: the payments bear only 50\.00"):
        refunds([CAPTURE], usd("50.01"))
