"""Reserve days: a ledger per account, added to under the account's lock, never below zero, never twice."""

from datetime import date, datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from programs.domain.reserve import DEFAULT_DAYS, DEFAULT_YEARS, Change, settling, taking, told, usable_through
from programs.models import ReserveAccount, ReserveEntry, ReserveGuest
from programs.queries import days_left as balance_of
from programs.queries import days_taken, guest_reference, ledger, loan_reference


@transaction.atomic
def open_account(
    *,
    dealership: Dealership,
    vin: str,
    purchased_on: date,
    customer_code: str,
    entitlement_days: int | None,
    entitlement_years: int | None,
    by: Actor,
    at: datetime,
) -> ReserveAccount:
    """The account of a VIN, opened if it is new, with the guest linked to it."""
    years = entitlement_years or DEFAULT_YEARS
    days = DEFAULT_DAYS if entitlement_days is None else entitlement_days
    account, new = ReserveAccount.objects.get_or_create(
        dealer_group=dealership.dealer_group,
        vin=vin,
        defaults={
            "purchased_on": purchased_on,
            "usable_through": usable_through(purchased_on, years=years),
            "entitlement_days": days,
        },
    )
    if new:
        _add(Change(days=days, balance=days), dealership, account, why="Came with the purchase", by=by, at=at)
    guest = guest_reference(dealership=dealership, customer_code=customer_code)
    ReserveGuest.objects.get_or_create(dealer_group=dealership.dealer_group, account=account, guest=guest)
    return account


@transaction.atomic
def told_days_left(
    *, dealership: Dealership, account: ReserveAccount, days_left: int, told_at: datetime, by: Actor, at: datetime
) -> int:
    """
    Take over the partner's figure, unless it is older than one that we know; what is left then.

    Days are used at other companies' stores too, so the newer figure wins (lexus-app.md, Reserve days).
    """
    locked = _locked(dealership, account)
    balance = balance_of(dealership=dealership, account=locked)
    newest = ledger(dealership=dealership, account=locked).filter(told_at__isnull=False).order_by("-told_at").first()
    if newest and newest.told_at and newest.told_at >= told_at:
        return balance
    change = told(days_left=days_left, balance=balance)
    _add(change, dealership, locked, why=f"Told by {by.name}", by=by, at=at, told_at=told_at)
    return change.balance


@transaction.atomic
def set_aside(
    *, dealership: Dealership, account: ReserveAccount, about: str, days: int, by: Actor, at: datetime
) -> int:
    """Set the scheduled days of a loan aside, as far as the account goes; how many the loan holds then."""
    locked = _locked(dealership, account)
    held = days_taken(dealership=dealership, about=about)
    if held:
        return held
    change = taking(days=days, balance=balance_of(dealership=dealership, account=locked))
    _add(change, dealership, locked, why="Set aside at start", by=by, at=at, about=about)
    return -change.days


@transaction.atomic
def settle_days(*, dealership: Dealership, about: str, days: int, by: Actor, at: datetime) -> int:
    """At finish: take or return the difference to the days set aside; how many days the loan used (covered)."""
    account = _account_of_loan(dealership, about)
    if account is None:
        return 0
    held = days_taken(dealership=dealership, about=about)
    balance = balance_of(dealership=dealership, account=account)
    change = settling(taken=held, used=days, balance=balance)
    _add(change, dealership, account, why="Settled at finish", by=by, at=at, about=about)
    return held - change.days


@transaction.atomic
def give_back(*, dealership: Dealership, about: str, by: Actor, at: datetime) -> int:
    """Return every day that a loan holds; how many that were."""
    account = _account_of_loan(dealership, about)
    if account is None:
        return 0
    held = days_taken(dealership=dealership, about=about)
    balance = balance_of(dealership=dealership, account=account)
    change = settling(taken=held, used=0, balance=balance)
    _add(change, dealership, account, why="Given back", by=by, at=at, about=about)
    return held


def _locked(dealership: Dealership, account: ReserveAccount) -> ReserveAccount:
    accounts = ReserveAccount.objects.filter(dealer_group=dealership.dealer_group)
    return accounts.select_for_update().get(pk=account.pk)


def _account_of_loan(dealership: Dealership, about: str) -> ReserveAccount | None:
    reference = loan_reference(dealership=dealership, about=about)
    entries = ReserveEntry.objects.filter(dealer_group=dealership.dealer_group, about=reference)
    entry = entries.select_related("account").order_by("-position").first()
    return _locked(dealership, entry.account) if entry else None


def _add(
    change: Change,
    dealership: Dealership,
    account: ReserveAccount,
    *,
    why: str,
    by: Actor,
    at: datetime,
    about: str = "",
    told_at: datetime | None = None,
) -> None:
    """Add the entry and tell the history of it; a change of nothing is kept only where it was told."""
    if not change.days and told_at is None:
        return
    newest = ledger(dealership=dealership, account=account).first()
    ReserveEntry.objects.create(
        dealer_group=dealership.dealer_group,
        account=account,
        position=newest.position + 1 if newest else 1,
        days=change.days,
        balance=change.balance,
        why=why,
        about=loan_reference(dealership=dealership, about=about) if about else "",
        by_name=by.name,
        at=at,
        told_at=told_at,
    )
    subjects = [f"reserve/{account.vin}", *([about] if about else [])]
    details = {"days": change.days, "left": change.balance, "why": why}
    record("changed reserve days", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
