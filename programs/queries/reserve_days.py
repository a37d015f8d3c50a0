"""Reserve days: the accounts whose days a guest can use, what is left of them, and the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from customers.queries import with_code
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told
from programs.models import ReserveAccount, ReserveEntry, ReserveGuest


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """
    An account as a guest's page shows it; ``entries`` are its ledger, newest first, and ``told_at`` is of when the
    partner's newest figure is, which counts the days at other companies' stores too.
    """

    account: ReserveAccount
    entries: Sequence[ReserveEntry]
    told_at: datetime | None
    on: date

    @property
    def left(self) -> int:
        """How many days are left."""
        return self.entries[0].balance if self.entries else self.account.entitlement_days

    @property
    def used(self) -> int:
        """How many days loans of our stores took."""
        return -sum(entry.days for entry in self.entries if entry.about)

    @property
    def over(self) -> bool:
        """Whether no day of it can be used any more."""
        return self.account.usable_through < self.on


def guest_reference(*, dealership: Dealership, customer_code: str) -> str:
    """How the stores of a group name a guest of one of them."""
    return f"{dealership.slug}/customer/{customer_code}"


def reserve_account(
    *, dealership: Dealership, customer_code: str, on: date, service_vin: str = ""
) -> ReserveAccount | None:
    """The account whose days a guest can use on a day: that of the car in service, else the one that lasts longest."""
    by_length = list(usable_accounts(dealership=dealership, customer_code=customer_code, on=on))
    return next((each for each in by_length if each.vin == service_vin), by_length[0] if by_length else None)


def usable_accounts(*, dealership: Dealership, customer_code: str, on: date) -> QuerySet[ReserveAccount]:
    """The accounts whose days a guest can use on a day, the one that lasts longest first."""
    accounts = accounts_of(dealership=dealership, customer_code=customer_code).filter(usable_through__gte=on)
    return accounts.order_by("-usable_through", "-id")


def accounts_of(*, dealership: Dealership, customer_code: str) -> QuerySet[ReserveAccount]:
    """The accounts that a guest is linked to, under whichever of their profiles."""
    prefix = Value(guest_reference(dealership=dealership, customer_code=""))
    guests = with_code(dealership=dealership, code=customer_code).values(reference=Concat(prefix, "code"))
    return linked_to(guests, group=dealership.dealer_group_id)


def linked_to(guests: QuerySet[Any, Any], *, group: int) -> QuerySet[ReserveAccount]:
    """The accounts of a group that one of these references of guests is linked to."""
    linked = ReserveGuest.objects.filter(dealer_group=group, guest__in=guests)
    return ReserveAccount.objects.filter(dealer_group=group, pk__in=linked.values("account"))


def accounts_shown(*, dealership: Dealership, customer_code: str, on: date) -> list[AccountShown]:
    """The accounts of a guest with their ledgers, the one that lasts longest first, in two statements."""
    group, prefix = dealership.dealer_group_id, guest_reference(dealership=dealership, customer_code="")
    accounts = accounts_linked(dealership=dealership, group=group, prefix=prefix, code=customer_code)
    entries = ledgers(group=group, accounts=accounts) if accounts else []
    return [shown(each, entries, on) for each in accounts]


def shown(account: ReserveAccount, entries: Sequence[ReserveEntry], on: date) -> AccountShown:
    """One of the accounts, with its own of all the ``entries``."""
    mine = [entry for entry in entries if entry.account_id == account.pk]
    return AccountShown(account=account, entries=mine, told_at=vars(account)["last_told"], on=on)


@prepared
def accounts_linked() -> QuerySet[ReserveAccount]:
    """
    The accounts of the guest with this ``code`` in the ``group``, the one that lasts longest first, with when the partner
    ``last_told``.
    """
    guests = with_code(dealership=told("dealership"), code=told("code"))
    references = guests.values(reference=Concat(Cast(told("prefix"), CharField()), "code"))
    figures = figures_of(ReserveEntry.objects.filter(dealer_group=told("group"), account=OuterRef("pk")))
    accounts = linked_to(references, group=told("group")).annotate(last_told=Subquery(figures))
    return accounts.order_by("-usable_through", "-id")


@prepared
def ledgers() -> QuerySet[ReserveEntry]:
    """Every change of some ``accounts`` of a ``group``, newest first."""
    entries = ReserveEntry.objects.filter(one_of("account_id", "accounts", "bigint"), dealer_group=told("group"))
    return changes(entries)


def changes(lines: QuerySet[ReserveEntry]) -> QuerySet[ReserveEntry]:
    """Of the lines of accounts those that changed something, newest first; another says that a figure was told again."""
    return lines.exclude(days=0).order_by("-position")


def figures_of(lines: QuerySet[ReserveEntry]) -> QuerySet[Any, Any]:
    """Of the lines of an account: of when the partner's newest figure is."""
    return lines.order_by().filter(told_at__isnull=False).order_by("-told_at").values("told_at")[:1]


def reserve_account_of(*, dealership: Dealership, vin: str) -> ReserveAccount | None:
    """The account of a VIN."""
    return account_of_vin.only(group=dealership.dealer_group_id, vin=vin)


@prepared
def account_of_vin() -> QuerySet[ReserveAccount]:
    """The account of a VIN in a ``group``."""
    return ReserveAccount.objects.filter(dealer_group=told("group"), vin=told("vin"))


def days_left(*, dealership: Dealership, account: ReserveAccount) -> int:
    """What is left of an account."""
    newest = ledger(dealership=dealership, account=account).first()
    return newest.balance if newest else account.entitlement_days


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """
    How an account stands: the position of its newest line, what is left, how many days one loan has of it, and of when
    the partner's newest figure is.
    """

    position: int
    balance: int
    taken: int
    told_at: datetime | None


def standing(*, dealership: Dealership, account: ReserveAccount, about: str = "") -> Standing:
    """How an account stands, for a loan; in one statement, which whoever adds to it sends after locking the account."""
    loan = loan_reference(dealership=dealership, about=about)
    newest = newest_line.only(group=dealership.dealer_group_id, account=account, loan=loan)
    if newest is None:
        return Standing(position=0, balance=account.entitlement_days, taken=0, told_at=None)
    beside = vars(newest)
    return Standing(
        position=newest.position, balance=newest.balance, taken=-beside["taken"], told_at=beside["last_told"]
    )


@prepared
def newest_line() -> QuerySet[ReserveEntry]:
    """The newest line of an account, with how many days a ``loan`` has ``taken``, and when the partner ``last_told``."""
    mine = ReserveEntry.objects.filter(dealer_group=told("group"), about=told("loan"))
    taken = mine.order_by().values("dealer_group").annotate(total=Sum("days")).values("total")
    lines = ReserveEntry.objects.filter(dealer_group=told("group"), account=told("account")).order_by("-position")
    return lines.annotate(taken=Coalesce(Subquery(taken), 0), last_told=Subquery(figures_of(lines)))[:1]


@prepared
def link() -> QuerySet[ReserveGuest]:
    """That a ``guest`` can use the days of an account."""
    return ReserveGuest.objects.filter(dealer_group=told("group"), account=told("account"), guest=told("guest"))


@prepared
def account_locked() -> QuerySet[ReserveAccount]:
    """An account, locked until the end of the transaction."""
    return ReserveAccount.objects.filter(dealer_group=told("group"), pk=told("account")).select_for_update()


def reserve_days(*, dealership: Dealership, customer_code: str, on: date, service_vin: str = "") -> int | None:
    """What is left of the account whose days a guest can use on a day, in one statement; None without one."""
    newest = ReserveEntry.objects.filter(dealer_group=OuterRef("dealer_group"), account=OuterRef("pk"))
    left = Coalesce(Subquery(newest.order_by("-position").values("balance")[:1]), F("entitlement_days"))
    accounts = usable_accounts(dealership=dealership, customer_code=customer_code, on=on)
    by_length = list(accounts.annotate(left=left).values_list("vin", "left"))
    return next((days for vin, days in by_length if vin == service_vin), by_length[0][1] if by_length else None)


def ledger(*, dealership: Dealership, account: ReserveAccount) -> QuerySet[ReserveEntry]:
    """Every change of an account, newest first."""
    return changes(ReserveEntry.objects.filter(dealer_group=dealership.dealer_group_id, account=account))


def days_taken(*, dealership: Dealership, about: str) -> int:
    """The reserve days that a loan holds at present."""
    reference = loan_reference(dealership=dealership, about=about)
    entries = ReserveEntry.objects.filter(dealer_group=dealership.dealer_group_id, about=reference)
    return -sum(entries.values_list("days", flat=True))


def loan_reference(*, dealership: Dealership, about: str) -> str:
    """How the stores of a group name a loan of one of them."""
    return f"{dealership.slug}/{about}"
