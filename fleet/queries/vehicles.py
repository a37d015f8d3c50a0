"""Vehicles, the pools they are lent from, and looking for one."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from dealerships.models import Dealership
from fleet.models import GroupVehicle, ProgramVehicle, Vehicle, VehicleCategory, VehicleGroup, VehicleIssue
from kernel.keys import without_case_and_spaces

if TYPE_CHECKING:
    from programs.models import Program

SHORTEST = 2


class UnknownVehicle(Exception):
    """There is no such vehicle here."""

    def __init__(self, vin: str) -> None:
        """Name what was asked for."""
        super().__init__(f"There is no vehicle {vin} here.")


def vehicles(*, dealership: Dealership) -> QuerySet[Vehicle]:
    """The vehicles of a dealership, with category and home group."""
    return Vehicle.objects.filter(dealership=dealership).select_related("category", "home_group")


def vehicle(*, dealership: Dealership, vin: str) -> Vehicle:
    """
    One vehicle by its VIN.

    :raises UnknownVehicle: the dealership has none with it
    """
    found = vehicles(dealership=dealership).filter(vin=vin).first()
    if found is None:
        raise UnknownVehicle(vin)
    return found


def pool(
    *,
    dealership: Dealership,
    group: VehicleGroup | None = None,
    program: "Program | None" = None,
    category: VehicleCategory | None = None,
) -> QuerySet[Vehicle]:
    """The vehicles that may be lent from a group (its home vehicles and the others in it), program and category."""
    found = lent_from(vehicles(dealership=dealership), dealership=dealership, group=group, program=program)
    return found if category is None else found.filter(category=category)


def lent_from(
    found: QuerySet[Vehicle], *, dealership: Dealership, group: Any = None, program: Any = None
) -> QuerySet[Vehicle]:
    """Those of them that are in a group, at home there or beside it, and in a program; rows or their keys."""
    if group is not None:
        also = GroupVehicle.objects.filter(dealership=dealership, group=group).values("vehicle")
        found = found.filter(Q(home_group=group) | Q(pk__in=also))
    if program is not None:
        lent = ProgramVehicle.objects.filter(dealership=dealership, program=program).values("vehicle")
        found = found.filter(pk__in=lent)
    return found


def find(*, dealership: Dealership, words: str) -> QuerySet[Vehicle]:
    """The vehicles that a scan or a search may mean: VIN or its end, plate, stock number, QR code, model."""
    key = without_case_and_spaces(words)
    found = vehicles(dealership=dealership).order_by("model", "plate", "id")
    if len(key) < SHORTEST:
        return found.none()
    return found.filter(
        Q(vin__endswith=key.upper())
        | Q(plate_key__startswith=key)
        | Q(stock_number__iexact=words.strip())
        | Q(qr=words.strip())
        | Q(model_key__startswith=key)
    )


def open_issues(*, dealership: Dealership, vehicle: Vehicle) -> QuerySet[VehicleIssue]:
    """What is wrong with a vehicle and not mended yet, newest first."""
    issues = VehicleIssue.objects.filter(dealership=dealership, vehicle=vehicle, closed_at__isnull=True)
    return issues.order_by("-id")
