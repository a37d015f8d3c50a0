"""A loan that is out, locked, with all that its end depends on: read in two statements."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from billing.domain.form import parse_terms
from contracts.models import Contract, FrozenTerms, Handover
from contracts.queries.folding import Fold, folded, unfold
from contracts.queries.running import NeverSigned
from dealerships.models import Dealership
from reservations.domain.lifecycle import FINISH
from reservations.services import lock_reservation

if TYPE_CHECKING:
    from billing.domain.terms import Terms
    from reservations.models import Reservation

CHARGES = (Fold(path="contract", children="charges"),)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnTheRoad:
    """The contract, with reservation, settings and charges; its hand-overs in order; the terms that were signed."""

    contract: Contract
    out: list[Handover]
    terms: "Terms"


def lock_on_the_road(*, dealership: Dealership, code: str) -> OnTheRoad:
    """
    The reservation locked, then its contract.

    :raises UnknownReservation: the dealership has no such loan
    :raises IllegalMove: it is not out
    :raises NeverSigned: it has lost its terms
    """
    reservation = lock_reservation(dealership=dealership, code=code, related=["program__additional"])
    FINISH.from_(reservation.status)
    out, terms = _handovers(dealership, reservation)
    if terms is None:
        raise NeverSigned
    contract = out[0].contract
    contract.reservation = reservation
    return OnTheRoad(contract=contract, out=out, terms=parse_terms(terms))


def _handovers(dealership: Dealership, reservation: "Reservation") -> tuple[list[Handover], dict[str, Any] | None]:
    """Each with the contract, which is locked, and its group's settings; the terms in force."""
    in_force = FrozenTerms.objects.filter(
        dealership=dealership, contract=OuterRef("contract"), voided_at__isnull=True
    ).values("terms")
    rows = Handover.objects.filter(
        dealership=dealership, contract__dealership=dealership, contract__reservation=reservation
    )
    related = rows.select_related("vehicle", "contract__group__additional").annotate(signed=Subquery(in_force[:1]))
    locked = folded(related, CHARGES).order_by("position").select_for_update(of=("contract",))
    found: list[Any] = [unfold(row, CHARGES) for row in locked]
    return found, found[0].signed if found else None
