"""A payment keeps its name whatever its key, and is sent again only where nothing can have happened."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from billing.domain.payments import PaymentKind, identity, may_be_sent, next_key, tries
from billing.domain.processor import Answer, Request, Standing, ask_or_send
from tests.billing_engine.loans import PICKUP

CHARGE = Request(
    kind=PaymentKind.CHARGE,
    account="acct_springfield",
    key="7f3a.2",
    customer="cus_avery",
    payment_method="pm_visa",
    amount=Decimal("12.50"),
    currency="USD",
    about="contract/LS-7Q4M",
    first_sent_at=PICKUP,
)
TAKEN = Answer(standing=Standing.TAKEN, payment="7f3a")


class Bank:
    """A processor with a memory of its own, which notes what it was asked."""

    def __init__(self, known: Answer | None = None) -> None:
        self.known = known
        self.asked: list[Request] = []
        self.carried_out: list[Request] = []

    def look_up(self, request: Request) -> Answer | None:
        self.asked.append(request)
        return self.known

    def carry_out(self, request: Request) -> Answer:
        self.carried_out.append(request)
        return TAKEN


def test_a_first_request_is_sent_without_asking() -> None:
    bank = Bank(known=TAKEN)

    answer = ask_or_send(bank, CHARGE)

    assert (answer, bank.asked, bank.carried_out) == (TAKEN, [], [CHARGE])


def test_what_may_have_happened_is_asked_for_and_not_sent_twice() -> None:
    bank, again = Bank(known=TAKEN), replace(CHARGE, sent_before=True)

    answer = ask_or_send(bank, again)

    assert (answer, bank.asked, bank.carried_out) == (TAKEN, [again], [])


def test_what_the_bank_has_no_record_of_is_sent_again() -> None:
    bank, again = Bank(), replace(CHARGE, sent_before=True)

    answer = ask_or_send(bank, again)

    assert (answer, bank.carried_out) == (TAKEN, [again])


def test_nothing_is_sent_once_the_bank_forgot_the_key() -> None:
    bank = Bank()

    answer = ask_or_send(bank, replace(CHARGE, sent_before=True, may_be_sent=False))

    assert bank.carried_out == []
    assert (answer.standing, answer.payment) == (Standing.NEVER_RECEIVED, "7f3a")
    assert answer.reason == "The card processor never received this. Nothing was taken; ask for it again."


def test_a_key_may_be_sent_again_for_less_than_twenty_three_hours() -> None:
    day_after = PICKUP + timedelta(hours=23)

    assert may_be_sent(None, day_after)
    assert may_be_sent(PICKUP, day_after - timedelta(seconds=1))
    assert not may_be_sent(PICKUP, day_after)


@pytest.mark.parametrize(
    ("key", "name", "count", "following"),
    [("7f3a", "7f3a", 1, "7f3a.2"), ("7f3a.2", "7f3a", 2, "7f3a.3"), ("7f3a.10", "7f3a", 10, "7f3a.11")],
)
def test_a_payment_keeps_its_name_through_all_its_keys(key: str, name: str, count: int, following: str) -> None:
    assert (identity(key), tries(key), next_key(key)) == (name, count, following)
