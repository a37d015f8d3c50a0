"""Loans with everything that the counter reads of them, in a constant number of statements."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import FilteredRelation, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from billing.queries import living_holds
from contracts.models import Contract, FrozenTerms, GuestLink, Handover, StaffCharge
from contracts.queries.folding import Fold, folded, remember, unfold
from contracts.queries.surviving import let_survivors_stand_in
from dealerships.models import Dealership
from fleet.queries import open_commitments
from reservations.domain.lifecycle import Status
from reservations.queries import additional_drivers, reservations

if TYPE_CHECKING:
    from reservations.models import Reservation

SETTINGS = ("cost_recovery", "additional")
SELECTED = (
    "customer",
    "category",
    "advisor",
    "group",
    *(f"group__{each}" for each in SETTINGS),
    "program",
    *(f"program__{each}" for each in SETTINGS),
    "contract",
    "contract__vehicle",
    "contract__hold",
    "contract__invoice",
    "contract__group",
    *(f"contract__group__{each}" for each in SETTINGS),
)
PAPERS = {"licence_now": "customer__licences", "insurance_now": "customer__insurances"}
PRICED = ("program__cost_recovery", "group__cost_recovery", "contract__group__cost_recovery")
FOLDS = (
    Fold(path="customer", children="cards", unless="removed_at", through="survivor_id"),
    Fold(path="program", children="model_rates"),
    *(Fold(path=settings, children=prices) for settings in PRICED for prices in ("custom_fees", "taxes")),
    Fold(path="contract", children="charges"),
    Fold(path="contract__vehicle", children="issues", unless="closed_at"),
    Fold(path="contract__invoice", children="lines"),
    Fold(path="contract__invoice", children="taxes"),
)
JOINS = "SELECT set_config('join_collapse_limit', %s, true)"
SIGNED = (Fold(children="signatures"),)


class UnknownContract(Exception):
    """There is no such contract here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no contract with this code.")


def loans(*, dealership: Dealership, codes: Collection[str]) -> "list[Reservation]":
    """
    Loans with guest, papers that count, settings, vehicle, signatures and hold, in three statements.

    ``living_hold`` and ``out_with`` are the key of the hold that lives, and the loan that has the vehicle out.
    """
    living = living_holds(dealership=dealership).filter(about=Concat(Value("contract/"), OuterRef("code")))
    out = open_commitments(dealership=dealership).filter(vehicle=OuterRef("contract__vehicle"), out_at__isnull=False)
    rows = reservations(dealership=dealership).filter(code__in=codes)
    rows = rows.annotate(**_current(), living_hold=_first(living, "pk"), out_with=_first(out, "about"))
    drivers = Prefetch("additional_drivers", additional_drivers(dealership=dealership))
    terms = FrozenTerms.objects.filter(dealership=dealership).select_related("agreement_version__agreement")
    frozen = Prefetch("contract__frozen", folded(terms, SIGNED))
    everything = folded(rows, FOLDS).select_related(*SELECTED, *PAPERS).prefetch_related(drivers, frozen)
    with joined_as_written():
        found = [_unfolded(row) for row in everything]
    return let_survivors_stand_in(found, dealership=dealership)


@contextmanager
def joined_as_written() -> Iterator[None]:
    """
    Join one table after the other, as the ORM wrote them.

    Every join of a loan is by a key of its own, so that no other order is better; to look for one among twenty tables
    took PostgreSQL ten times as long as to answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(JOINS, ["1"])
        yield
        cursor.execute(JOINS, ["8"])


def beside(loan: "Reservation", column: str) -> Any:
    """What `loans` has read beside the row."""
    return vars(loan)[column]


def _current() -> dict[str, FilteredRelation]:
    """At most one of each kind of paper counts; made anew each time, because the query rewrites the condition."""
    return {
        name: FilteredRelation(papers, condition=Q(**{f"{papers}__replaced_at__isnull": True}))
        for name, papers in PAPERS.items()
    }


def _first(rows: QuerySet[Any], column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])


def _unfolded(loan: "Reservation") -> "Reservation":
    unfold(loan, FOLDS)
    remember(loan.customer, "licences", _there(loan, "licence_now"))
    remember(loan.customer, "insurances", _there(loan, "insurance_now"))
    for driver in loan.additional_drivers.all():
        remember(driver.customer, "licences", _there(driver, "licence_now"))
    contract: Contract | None = getattr(loan, "contract", None)
    for terms in contract.frozen.all() if contract else ():
        unfold(terms, SIGNED)
    return loan


def _there(row: Model, paper: str) -> list[Model]:
    """A joined row stands on its parent only where there is one."""
    found: Model | None = getattr(row, paper, None)
    return [] if found is None else [found]


def loan(*, dealership: Dealership, code: str) -> "Reservation":
    """
    One loan with everything.

    :raises UnknownContract: no loan of the dealership has this code
    """
    found = loans(dealership=dealership, codes=[code])
    if not found:
        raise UnknownContract
    return found[0]


def contracts(*, dealership: Dealership) -> QuerySet[Contract]:
    """Contracts with their reservations, guests, vehicles, holds and bills, newest pickup first."""
    related = ("reservation__customer", "reservation__program", "vehicle", "group", "hold", "invoice")
    rows = Contract.objects.filter(dealership=dealership).select_related(*related)
    return rows.order_by("-reservation__pickup_at", "-reservation__id")


def contract(*, dealership: Dealership, code: str) -> Contract:
    """
    The contract of a loan to which a vehicle was assigned at some time.

    :raises UnknownContract: there is none
    """
    found = contracts(dealership=dealership).filter(reservation__code=code).first()
    if found is None:
        raise UnknownContract
    return found


def contract_of(loan: "Reservation") -> Contract | None:
    """The contract of a loan that has a vehicle; after *unassign* there is none until the next one."""
    assigned: Contract | None = getattr(loan, "contract", None)
    return None if loan.status == Status.BOOKED else assigned


def terms_in_force(*, dealership: Dealership, contract: Contract) -> FrozenTerms | None:
    """The frozen terms that count."""
    rows = FrozenTerms.objects.filter(dealership=dealership, contract=contract, voided_at__isnull=True)
    return rows.select_related("agreement_version__agreement").first()


def handovers(*, dealership: Dealership, contract: Contract) -> QuerySet[Handover]:
    """The vehicles that went out on a contract, in order."""
    rows = Handover.objects.filter(dealership=dealership, contract=contract)
    return rows.select_related("vehicle").order_by("position")


def charges(*, dealership: Dealership, contract: Contract) -> QuerySet[StaffCharge]:
    """Charges and credits entered by staff, in order."""
    return StaffCharge.objects.filter(dealership=dealership, contract=contract).order_by("position")


def links(*, dealership: Dealership, code: str) -> QuerySet[GuestLink]:
    """The links sent to the guest of a loan, newest first."""
    rows = GuestLink.objects.filter(dealership=dealership, reservation__code=code)
    return rows.order_by("-id")
