"""Reserve days: a ledger per account, added to under the account's lock, never below zero, never twice."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.prepared import at_once
from dealerships.services.history import EVENT, SUBJECTS
from dealerships.services.history import told as event_told
from programs.domain.reserve import DEFAULT_DAYS, DEFAULT_YEARS, Change, settling, taking, told, usable_through
from programs.models import ReserveAccount, ReserveEntry, ReserveGuest
from programs.queries.reserve_days import (
    Standing,
    account_locked,
    guest_reference,
    link,
    loan_reference,
    reserve_account_of,
    standing,
)

NEW = Standing(position=0, balance=0, taken=0, told_at=None)
"""An account without a line yet."""


@transaction.atomic
def open_account(
    *,
    dealership: Dealership,
    vin: str,
    purchased_on: date,
    customer_code: str,
    entitlement_days: int | None,
    entitlement_years: int | None,
    qualifying_model: str = "",
    by: Actor,
    at: datetime,
) -> ReserveAccount:
    """The account of a VIN, opened if it is new, with the guest linked to it; the ledger names the qualifying model."""
    years = entitlement_years or DEFAULT_YEARS
    days = DEFAULT_DAYS if entitlement_days is None else entitlement_days
    through = usable_through(purchased_on, years=years)
    wanted = {"vin": vin, "purchased_on": purchased_on, "usable_through": through, "entitlement_days": days}
    new = at_once(OPEN, {"dealer_group": dealership.dealer_group_id, **wanted})
    account = _new(dealership, new[0][0], wanted) if new else reserve_account_of(dealership=dealership, vin=vin)
    if account is None:
        raise ReserveAccount.DoesNotExist(f"The account of {vin} was opened and is gone.")
    if new:
        why = f"Came with the purchase: {qualifying_model}" if qualifying_model else "Came with the purchase"
        _add(Change(days=days, balance=days), dealership, account, NEW, why=why, by=by, at=at)
    link_guest(dealership=dealership, account=account, customer_code=customer_code)
    return account


# The ORM needs four statements for it, and every new guest of the app brings an account.
OPEN = f"""
    INSERT INTO "{ReserveAccount._meta.db_table}" (dealer_group_id, vin, purchased_on, usable_through, entitlement_days)
    VALUES (%(dealer_group)s, %(vin)s, %(purchased_on)s, %(usable_through)s, %(entitlement_days)s)
    ON CONFLICT DO NOTHING
    RETURNING id
"""  # noqa: S608 - the name is our own table's


def _new(dealership: Dealership, key: int, values: dict[str, Any]) -> ReserveAccount:
    account = ReserveAccount(pk=key, dealer_group=dealership.dealer_group, **values)
    account._state.adding = False  # noqa: SLF001 - as the ORM does once a row is written
    return account


def link_guest(*, dealership: Dealership, account: ReserveAccount, customer_code: str) -> None:
    """Let a guest use the days of an account."""
    guest = guest_reference(dealership=dealership, customer_code=customer_code)
    if link.only(group=dealership.dealer_group_id, account=account, guest=guest) is None:
        row = ReserveGuest(dealer_group_id=dealership.dealer_group_id, account=account, guest=guest)
        ReserveGuest.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def told_days_left(
    *, dealership: Dealership, account: ReserveAccount, days_left: int, told_at: datetime, by: Actor, at: datetime
) -> int:
    """
    Take over the partner's figure, unless it is older than one that we know; what is left then.

    Days are used at other companies' stores too, so the newer figure wins (lexus-app.md, Reserve days).
    """
    locked = _locked(dealership, account)
    stands = standing(dealership=dealership, account=locked)
    if stands.told_at and stands.told_at >= told_at:
        return stands.balance
    change = told(days_left=days_left, balance=stands.balance)
    _add(change, dealership, locked, stands, why=f"Told by {by.name}", by=by, at=at, told_at=told_at)
    return change.balance


@transaction.atomic
def set_aside(
    *, dealership: Dealership, account: ReserveAccount, about: str, days: int, by: Actor, at: datetime
) -> int:
    """Set the scheduled days of a loan aside, as far as the account goes; how many the loan holds then."""
    locked = _locked(dealership, account)
    stands = standing(dealership=dealership, account=locked, about=about)
    if stands.taken:
        return stands.taken
    change = taking(days=days, balance=stands.balance)
    _add(change, dealership, locked, stands, why="Set aside at start", by=by, at=at, about=about)
    return -change.days


@transaction.atomic
def settle_days(*, dealership: Dealership, about: str, days: int, by: Actor, at: datetime) -> int:
    """At finish: take or return the difference to the days set aside; how many days the loan used (covered)."""
    account = _account_of_loan(dealership, about)
    if account is None:
        return 0
    stands = standing(dealership=dealership, account=account, about=about)
    change = settling(taken=stands.taken, used=days, balance=stands.balance)
    _add(change, dealership, account, stands, why="Settled at finish", by=by, at=at, about=about)
    return stands.taken - change.days


@transaction.atomic
def give_back(*, dealership: Dealership, about: str, by: Actor, at: datetime) -> int:
    """Return every day that a loan holds; how many that were."""
    account = _account_of_loan(dealership, about)
    if account is None:
        return 0
    stands = standing(dealership=dealership, account=account, about=about)
    change = settling(taken=stands.taken, used=0, balance=stands.balance)
    _add(change, dealership, account, stands, why="Given back", by=by, at=at, about=about)
    return stands.taken


def _locked(dealership: Dealership, account: ReserveAccount) -> ReserveAccount:
    [locked] = account_locked(group=dealership.dealer_group_id, account=account)
    return locked


def _account_of_loan(dealership: Dealership, about: str) -> ReserveAccount | None:
    """The account whose days a loan has, locked; it never has those of another."""
    reference = loan_reference(dealership=dealership, about=about)
    entries = ReserveEntry.objects.filter(dealer_group=dealership.dealer_group_id, about=reference)
    accounts = ReserveAccount.objects.filter(dealer_group=dealership.dealer_group_id, pk__in=entries.values("account"))
    return accounts.select_for_update().first()


LINE = f"""
    INSERT INTO "{ReserveEntry._meta.db_table}"
        (dealer_group_id, account_id, position, days, balance, why, about, by_name, at, told_at)
    VALUES (%(dealer_group)s, %(account)s, %(position)s, %(days)s, %(balance)s, %(why)s, %(about)s, %(name)s,
        %(at)s, %(told_at)s)
"""  # noqa: S608 - the name is our own table's
# One statement for the entry and the event that tells of it: a start and a finish need both.
ADD = f"WITH entry AS ({LINE}), {EVENT} {SUBJECTS}"


def _add(
    change: Change,
    dealership: Dealership,
    account: ReserveAccount,
    before: Standing,
    *,
    why: str,
    by: Actor,
    at: datetime,
    about: str = "",
    told_at: datetime | None = None,
) -> None:
    """Add the entry and tell the history of it; of a figure that changes nothing only its time is kept."""
    if not change.days and told_at is None:
        return
    subjects = [f"reserve/{account.vin}", *([about] if about else [])]
    details = {"days": change.days, "left": change.balance, "why": why}
    event = event_told("changed reserve days", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    entry = {
        "dealer_group": account.dealer_group_id,
        "account": account.pk,
        "position": before.position + 1,
        "days": change.days,
        "balance": change.balance,
        "why": why,
        "about": loan_reference(dealership=dealership, about=about) if about else "",
        "told_at": told_at,
    }
    at_once(ADD if change.days else LINE, event | entry)
