"""Loans with everything that the counter reads of them, in a constant number of statements."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from contracts.models import Contract, FrozenTerms, GuestLink, Handover, StaffCharge
from dealerships.models import Dealership
from reservations.domain.lifecycle import Status
from reservations.queries import reservations

if TYPE_CHECKING:
    from reservations.models import Reservation

SETTINGS = ("cost_recovery", "additional", "agreement")
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
PREFETCHED = (
    "customer__licences",
    "customer__insurances",
    "customer__cards",
    "additional_drivers__customer__licences",
    "contract__frozen__signatures",
    "contract__charges",
    "contract__vehicle__issues",
)


class UnknownContract(Exception):
    """There is no such contract here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no contract with this code.")


def loans(*, dealership: Dealership) -> "QuerySet[Reservation]":
    """Reservations with guest, papers, settings, vehicle, signatures and hold."""
    return reservations(dealership=dealership).select_related(*SELECTED).prefetch_related(*PREFETCHED)


def loan(*, dealership: Dealership, code: str) -> "Reservation":
    """
    One loan with everything.

    :raises UnknownContract: no loan of the dealership has this code
    """
    found = loans(dealership=dealership).filter(code=code).first()
    if found is None:
        raise UnknownContract
    return found


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
