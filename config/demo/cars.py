"""The demo's cars: about forty, each with a VIN whose check digit is right."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from config.demo.offers import Offers
from dealerships.models import Dealership
from fleet.domain.statuses import VehicleStatus
from fleet.models import GroupVehicle, ProgramVehicle, Vehicle
from kernel.keys import without_case_and_spaces

VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9], strict=True)
)
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
COLOURS = ("Iridium", "Caviar", "Eminent White", "Nori Green", "Atomic Silver", "Matador Red", "Earth")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A model as the demo's fleet has it."""

    model: str
    start: str
    category: str
    energy: str
    capacity: str
    home: str
    programs: tuple[str, ...]


KINDS = (
    Kind(
        model="RX 350",
        start="2T2BAMCA",
        category="SUV",
        energy="liquid",
        capacity="17.8",
        home="Standard",
        programs=("OneApp Rental", "LCCS Courtesy"),
    ),
    Kind(
        model="RX 350",
        start="2T2BAMCA",
        category="SUV",
        energy="liquid",
        capacity="17.8",
        home="Premium",
        programs=("OneApp Rental",),
    ),
    Kind(
        model="ES 350",
        start="58ADZ1B1",
        category="Sedan",
        energy="liquid",
        capacity="15.9",
        home="Standard",
        programs=("LCCS Courtesy",),
    ),
    Kind(
        model="NX 350h",
        start="2T2GKCEZ",
        category="SUV",
        energy="liquid",
        capacity="14.5",
        home="Standard",
        programs=("OneApp Rental", "LCCS Courtesy"),
    ),
    Kind(
        model="ES 350",
        start="58ADZ1B1",
        category="Sedan",
        energy="liquid",
        capacity="15.9",
        home="Premium",
        programs=("OneApp Rental",),
    ),
    Kind(
        model="TX 350",
        start="5TDAAAB5",
        category="SUV",
        energy="liquid",
        capacity="18.6",
        home="Premium",
        programs=("OneApp Rental",),
    ),
    Kind(
        model="RZ 450e",
        start="JTJAAAAB",
        category="Electric",
        energy="electric",
        capacity="71.4",
        home="EV",
        programs=("OneApp Rental",),
    ),
    Kind(
        model="GX 550",
        start="JTJTBCDX",
        category="SUV",
        energy="liquid",
        capacity="21.1",
        home="Premium",
        programs=("OneApp Rental",),
    ),
)
STATUSES = {
    5: VehicleStatus.IN_PREPARATION,
    11: VehicleStatus.RETURNED,
    14: VehicleStatus.MAINTENANCE,
    17: VehicleStatus.IN_PREPARATION,
    19: VehicleStatus.SHUTTLE,
    22: VehicleStatus.HARD_HOLD,
}


def park(dealership: Dealership, offers: Offers, *, count: int, first: int, today: date) -> list[Vehicle]:
    """So many cars, numbered on from ``first``, in their groups and programs."""
    cars = Vehicle.objects.bulk_create(
        car(dealership, offers, KINDS[number % len(KINDS)], place=number, serial=first + number, today=today)
        for number in range(count)
    )
    kinds = [KINDS[number % len(KINDS)] for number in range(count)]
    ProgramVehicle.objects.bulk_create(
        ProgramVehicle(dealership=dealership, program=offers.programs[title], vehicle=vehicle)
        for vehicle, kind in zip(cars, kinds, strict=True)
        for title in kind.programs
    )
    GroupVehicle.objects.create(dealership=dealership, group=offers.groups["EV"], vehicle=cars[0])
    return cars


def car(dealership: Dealership, offers: Offers, kind: Kind, *, place: int, serial: int, today: date) -> Vehicle:
    """One car."""
    plate = f"BT {20080 + serial}"
    return Vehicle(
        dealership=dealership,
        vin=vin(kind.start, f"{'RS'[place % 2]}S{serial:06d}"),
        stock_number=f"L{4300 + serial}",
        plate=plate,
        plate_key=without_case_and_spaces(plate),
        plate_state=dealership.state,
        year=2024 + place % 2,
        make="Lexus",
        model=kind.model,
        model_key=without_case_and_spaces(kind.model),
        colour=COLOURS[place % len(COLOURS)],
        category=offers.categories[kind.category],
        energy=kind.energy,
        capacity=Decimal(kind.capacity),
        odometer=1_000,
        fuel_level=Decimal("1.000"),
        location=f"Lot {'AB'[place % 2]}, row {place % 4 + 1}",
        registration_expires_on=today + timedelta(days=120 + 7 * place),
        status=STATUSES.get(place, VehicleStatus.STAGED),
        home_group=offers.groups[kind.home],
        qr=f"{dealership.slug[:2].upper()}{serial:06d}",
    )


def vin(start: str, end: str) -> str:
    """A VIN with its check digit in place 9 (49 CFR 565.15)."""
    total = sum(
        weight * (int(sign) if sign.isdigit() else VALUES[sign])
        for sign, weight in zip(f"{start}0{end}", WEIGHTS, strict=True)
    )
    return f"{start}{'0123456789X'[total % 11]}{end}"
