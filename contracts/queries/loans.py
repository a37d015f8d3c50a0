"""Loans with everything that the counter reads of them, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, FilteredRelation, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from billing.queries import coming_holds, living_holds
from contracts.models import Contract, FrozenTerms, GuestLink, Handover, StaffCharge
from contracts.queries.folding import Fold, folded, remember, unfold
from contracts.queries.surviving import let_survivors_stand_in
from customers.queries.suggestions import not_put_aside
from dealerships.models import Dealership
from dealerships.prepared import Prepared, one_of, prepared, told
from fleet.queries import open_commitments
from reservations.domain.lifecycle import Status
from reservations.queries import additional_drivers, reservations

if TYPE_CHECKING:
    from reservations.models import AdditionalDriver, Reservation

Child = TypeVar("Child", bound=Model)
SETTINGS = ("cost_recovery", "additional")
GLANCE = (
    "customer",
    "group",
    *(f"group__{each}" for each in SETTINGS),
    "program",
    *(f"program__{each}" for each in SETTINGS),
    "contract",
    "contract__vehicle",
    "contract__hold",
    "contract__group",
    *(f"contract__group__{each}" for each in SETTINGS),
)
SELECTED = (*GLANCE, "category", "advisor", "contract__invoice")
PAPERS = {"licence_now": "customer__licences", "insurance_now": "customer__insurances"}
PRICED = ("program__cost_recovery", "group__cost_recovery", "contract__group__cost_recovery")
GLANCE_FOLDS = (
    Fold(path="customer", children="cards", unless="removed_at", through="survivor_id"),
    Fold(path="contract__vehicle", children="issues", unless="closed_at"),
)
FOLDS = (
    *GLANCE_FOLDS,
    Fold(path="program", children="model_rates"),
    *(Fold(path=settings, children=prices) for settings in PRICED for prices in ("custom_fees", "taxes")),
    Fold(path="contract", children="charges"),
    Fold(path="contract__invoice", children="lines"),
    Fold(path="contract__invoice", children="taxes"),
)
SIGNED = (Fold(children="signatures"),)


class UnknownContract(Exception):
    """There is no such contract here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no contract with this code.")


def loans(*, dealership: Dealership, codes: Collection[str]) -> "list[Reservation]":
    """
    Loans with guest, papers that count, settings, vehicle, signatures and hold, in three statements.

    ``living_hold`` and ``out_with`` are the key of the hold that lives, and the loan that has the vehicle out;
    ``hold_coming`` is the amount that the bank is asked to hold in place of the one that lives;
    ``said_of_guest`` is whether a partner said something of the guest that is not decided.
    """
    found = loans_with_everything(dealership=dealership, codes=codes)
    return _whole([unfold(loan, FOLDS) for loan in found], dealership, terms_of_contracts)


def loans_at_a_glance(*, dealership: Dealership, codes: Collection[str]) -> "list[Reservation]":
    """The same without what prices them: as much as says what is missing before a start."""
    found = loans_without_prices(dealership=dealership, codes=codes)
    return _whole([unfold(loan, GLANCE_FOLDS) for loan in found], dealership, terms_at_a_glance)


def _whole(found: "list[Reservation]", dealership: Dealership, terms: Prepared[FrozenTerms]) -> "list[Reservation]":
    """The loans with their drivers and what was frozen for signature."""
    contracts = [loan.contract.pk for loan in found if hasattr(loan, "contract")]
    drivers = drivers_of_loans(dealership=dealership, loans=[loan.pk for loan in found]) if found else []
    frozen = terms(dealership=dealership, contracts=contracts) if contracts else []
    whose, which = by_key(drivers, "reservation_id"), by_key(frozen, "contract_id")
    return let_survivors_stand_in([_with(loan, whose[loan.pk], which) for loan in found], dealership=dealership)


@prepared
def loans_with_everything() -> "QuerySet[Reservation]":
    """By their ``codes``."""
    here = told("dealership")
    about = Concat(Value("contract/"), OuterRef("code"))
    living, coming = (each(dealership=here).filter(about=about) for each in (living_holds, coming_holds))
    out = open_commitments(dealership=here).filter(vehicle=OuterRef("contract__vehicle"), out_at__isnull=False)
    rows = reservations(dealership=here).filter(one_of("code", "codes", "text"))
    said = not_put_aside(dealership=here, main=Coalesce(OuterRef("customer__survivor"), OuterRef("customer")))
    rows = rows.annotate(
        **_current(),
        living_hold=_first(living, "pk"),
        hold_coming=_first(coming, "wanted"),
        out_with=_first(out, "about"),
        said_of_guest=Exists(said),
    )
    return folded(rows, FOLDS).select_related(*SELECTED, *PAPERS)


@prepared
def loans_without_prices() -> "QuerySet[Reservation]":
    """By their ``codes``."""
    rows = reservations(dealership=told("dealership")).filter(one_of("code", "codes", "text")).annotate(**_current())
    return folded(rows, GLANCE_FOLDS).select_related(*GLANCE, *PAPERS)


@prepared
def drivers_of_loans() -> "QuerySet[AdditionalDriver]":
    """Who else may drive, by the keys of ``loans``."""
    return additional_drivers(dealership=told("dealership")).filter(one_of("reservation_id", "loans", "bigint"))


@prepared
def terms_of_contracts() -> QuerySet[FrozenTerms]:
    """What was frozen for signature, by the keys of ``contracts``."""
    rows = FrozenTerms.objects.filter(one_of("contract_id", "contracts", "bigint"), dealership=told("dealership"))
    return folded(rows.select_related("agreement_version__agreement"), SIGNED)


@prepared
def terms_at_a_glance() -> QuerySet[FrozenTerms]:
    """The same without the texts."""
    rows = FrozenTerms.objects.filter(one_of("contract_id", "contracts", "bigint"), dealership=told("dealership"))
    return folded(rows.only("contract", "shown", "voided_at", "voided_because"), SIGNED)


def by_key(rows: Iterable[Child], key: str) -> Mapping[int, list[Child]]:
    """Rows by the row that they belong to."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


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


def _with(
    loan: "Reservation", drivers: "list[AdditionalDriver]", frozen: Mapping[int, list[FrozenTerms]]
) -> "Reservation":
    remember(loan, "additional_drivers", drivers)
    remember(loan.customer, "licences", _there(loan, "licence_now"))
    remember(loan.customer, "insurances", _there(loan, "insurance_now"))
    for driver in drivers:
        remember(driver.customer, "licences", _there(driver, "licence_now"))
    contract: Contract | None = getattr(loan, "contract", None)
    if contract is not None:
        remember(contract, "frozen", [unfold(terms, SIGNED) for terms in frozen[contract.pk]])
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
