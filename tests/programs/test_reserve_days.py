"""Reserve days: one account per VIN and dealer group, never below zero, never twice (lexus-app.md)."""

from datetime import date
from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction

from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from programs.domain.reserve import DEFAULT_DAYS, settling, taking, usable_through
from programs.models import ReserveAccount, ReserveEntry
from programs.queries import days_left, days_taken, ledger, reserve_account
from programs.queries.reserve_days import accounts_shown
from programs.services import reserve
from tests.races import race
from tests.situations import Counter, at
from tests.situations.fixtures import committed_desk, desk, store
from tests.situations.staff import manager

__all__ = ["committed_desk", "desk", "store"]

VIN = "JTJAAAABXPA000001"
LOAN, ANOTHER_LOAN = "contract/LS-7Q4M", "contract/LS-2BBB"


@pytest.mark.parametrize(
    ("purchased_on", "last_day"),
    [
        (date(2025, 6, 14), date(2028, 6, 14)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_days_are_usable_through_the_third_anniversary(purchased_on, last_day):
    assert usable_through(purchased_on) == last_day


def test_no_change_makes_days_out_of_nothing():
    for taken, used, balance in product(range(DEFAULT_DAYS + 2), repeat=3):
        taking_them = taking(days=used, balance=balance)
        settling_them = settling(taken=taken, used=used, balance=balance)

        for change in (taking_them, settling_them):
            assert change.balance == balance + change.days
            assert change.balance >= 0
        assert taken - settling_them.days <= max(taken, used)


def test_start_sets_days_aside_and_finish_takes_or_returns_the_difference(desk: Counter):
    account = opened(desk)

    assert set_aside(desk, account, days=3) == 3
    assert days_left(dealership=desk.store, account=account) == 27  # 30 − 3
    assert settle(desk, days=2) == 2

    assert days_left(dealership=desk.store, account=account) == 28  # 27 + 1 day returned
    assert days_taken(dealership=desk.store, about=LOAN) == 2
    assert [entry.days for entry in ledger(dealership=desk.store, account=account)] == [1, -3, 30]


def test_settling_twice_takes_once(desk: Counter):
    account = opened(desk)
    set_aside(desk, account, days=3)

    settle(desk, days=5)
    settle(desk, days=5)

    assert days_left(dealership=desk.store, account=account) == 25  # 30 − 5


def test_an_account_never_goes_below_zero(desk: Counter):
    account = opened(desk)
    told(desk, account, 2)

    assert set_aside(desk, account, days=5) == 2
    assert settle(desk, days=9) == 2

    assert days_left(dealership=desk.store, account=account) == 0


def test_a_voided_contract_gives_everything_back_once(desk: Counter):
    account = opened(desk)
    set_aside(desk, account, days=3)

    for _ in range(2):
        reserve.give_back(dealership=desk.store, about=LOAN, by=manager(), at=at(9))

    assert days_left(dealership=desk.store, account=account) == 30


def test_the_partners_newer_figure_wins_and_an_older_one_changes_nothing(desk: Counter):
    account = opened(desk)

    told(desk, account, 27, told_on=3)
    told(desk, account, 29, told_on=2)

    assert days_left(dealership=desk.store, account=account) == 27


def test_a_figure_that_is_told_again_is_no_change_and_is_known_as_newer_all_the_same(desk: Counter):
    account = opened(desk)

    told(desk, account, 27, told_on=2)
    told(desk, account, 27, told_on=4)
    told(desk, account, 25, told_on=3)

    assert [entry.days for entry in ledger(dealership=desk.store, account=account)] == [-3, 30]
    assert Event.objects.filter(verb="changed reserve days").count() == 2  # 30 came with the purchase, 3 were taken
    [shown] = accounts_shown(dealership=desk.store, customer_code=desk.avery.code, on=date(2026, 3, 9))
    assert (shown.left, [entry.days for entry in shown.entries], shown.told_at) == (27, [-3, 30], at(4))


def test_an_account_serves_its_guests_until_its_last_day(desk: Counter):
    account = opened(desk)
    code = desk.avery.code

    assert reserve_account(dealership=desk.store, customer_code=code, on=date(2028, 6, 14)) == account
    assert reserve_account(dealership=desk.store, customer_code=code, on=date(2028, 6, 15)) is None
    assert reserve_account(dealership=desk.store, customer_code="C2222222", on=date(2026, 3, 9)) is None


def test_a_store_of_another_group_sees_no_account(desk: Counter, neighbour: Dealership):
    opened(desk)

    with as_dealership(neighbour):
        seen = ReserveAccount.objects.count()

    assert seen == 0


def test_the_ledger_is_only_added_to(desk: Counter):
    opened(desk)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {ReserveEntry._meta.db_table} SET balance = 99")


def test_of_two_loans_that_take_the_last_days_one_gets_them(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        account = opened(desk)
        told(desk, account, 3)

    first, second = race(
        desk.store,
        lambda: set_aside(desk, account, days=3),
        lambda: set_aside(desk, account, days=3, about=ANOTHER_LOAN),
    )

    assert (first.value, second.value) == (3, 0)


def test_of_two_who_settle_one_loan_the_days_are_taken_once(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        account = opened(desk)
        set_aside(desk, account, days=3)

    first, second = race(desk.store, lambda: settle(desk, days=5), lambda: settle(desk, days=5))

    assert (first.value, second.value) == (5, 5)
    with as_dealership(desk.store):
        assert [entry.days for entry in ledger(dealership=desk.store, account=account)] == [-2, -3, 30]


@pytest.fixture
def neighbour(store: Dealership) -> Dealership:
    from tests.situations import riverton

    return riverton()


def opened(desk: Counter) -> ReserveAccount:
    return reserve.open_account(
        dealership=desk.store,
        vin=VIN,
        purchased_on=date(2025, 6, 14),
        customer_code=desk.avery.code,
        entitlement_days=30,
        entitlement_years=3,
        by=manager(),
        at=at(1),
    )


def told(desk: Counter, account: ReserveAccount, days: int, *, told_on: int = 2) -> None:
    reserve.told_days_left(
        dealership=desk.store, account=account, days_left=days, told_at=at(told_on), by=manager(), at=at(4)
    )


def set_aside(desk: Counter, account: ReserveAccount, *, days: int, about: str = LOAN) -> int:
    return reserve.set_aside(dealership=desk.store, account=account, about=about, days=days, by=manager(), at=at(9))


def settle(desk: Counter, *, days: int) -> int:
    return reserve.settle_days(dealership=desk.store, about=LOAN, days=days, by=manager(), at=at(12))
