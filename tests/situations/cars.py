"""Cars with valid VINs, full and staged, in a home group and, where asked, in a program."""

from decimal import Decimal
from typing import Any

from dealerships.models import Dealership
from fleet.domain.statuses import VehicleStatus
from fleet.models import ProgramVehicle, Vehicle, VehicleCategory, VehicleGroup
from kernel.keys import without_case_and_spaces
from programs.models import Program
from tests.situations.clock import at


def suv(dealership: Dealership) -> VehicleCategory:
    """The category SUV, made when first asked for."""
    return category(dealership, "SUV", "SFAR")


def sedan(dealership: Dealership) -> VehicleCategory:
    """The category Sedan, made when first asked for."""
    return category(dealership, "Sedan", "SDAR")


def category(dealership: Dealership, name: str, acriss: str) -> VehicleCategory:
    """A category of the store, made when first asked for."""
    key = without_case_and_spaces(name)
    known = VehicleCategory.objects.filter(dealership=dealership, name_key=key).first()
    return known or VehicleCategory.objects.create(dealership=dealership, name=name, name_key=key, acriss=acriss)


def rx_350(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """RX 350, plate LX 350, 12,000 miles, a tank of 17.8 gallons."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="2T2BAMCA8PC012345",
        stock_number="L1001",
        plate="LX 350",
        model="RX 350",
        category=suv(dealership),
        capacity=Decimal("17.8"),
        odometer=12_000,
    )


def rx_350_second(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """Another RX 350, plate LX 351, 4,000 miles."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="2T2BAMCA0PC067890",
        stock_number="L1002",
        plate="LX 351",
        model="RX 350",
        category=suv(dealership),
        capacity=Decimal("17.8"),
        odometer=4_000,
    )


def tx_350(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """TX 350, an SUV too, plate LX 353, 800 miles, a tank of 18.6 gallons."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="5TDAAAB58RS001357",
        stock_number="L1003",
        plate="LX 353",
        model="TX 350",
        category=suv(dealership),
        capacity=Decimal("18.6"),
        odometer=800,
    )


def nx_350h(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """NX 350h, an SUV too, plate LX 354, 9,500 miles, a tank of 14.5 gallons."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="2T2GDCAZ1RC008642",
        stock_number="L1004",
        plate="LX 354",
        model="NX 350h",
        category=suv(dealership),
        capacity=Decimal("14.5"),
        odometer=9_500,
    )


def es_350(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """ES 350, a sedan, plate LX 352, 20,000 miles, a tank of 15.9 gallons."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="58ABZ1B10PU054321",
        stock_number="L2001",
        plate="LX 352",
        model="ES 350",
        category=sedan(dealership),
        capacity=Decimal("15.9"),
        odometer=20_000,
    )


def rz_450e(dealership: Dealership, home_group: VehicleGroup, *programs: Program) -> Vehicle:
    """RZ 450e, electric, plate LX 355, 500 miles, a battery of 71.4 kWh."""
    return car(
        dealership,
        home_group,
        *programs,
        vin="JTJAAAAB3PA009753",
        stock_number="L3001",
        plate="LX 355",
        model="RZ 450e",
        category=suv(dealership),
        energy="electric",
        capacity=Decimal("71.4"),
        odometer=500,
    )


def car(dealership: Dealership, home_group: VehicleGroup, *programs: Program, **details: Any) -> Vehicle:
    """A Lexus of 2023, full and staged, read on 1 March, in these programs."""
    vehicle = Vehicle.objects.create(
        dealership=dealership,
        home_group=home_group,
        **{
            "year": 2023,
            "make": "Lexus",
            "model_key": without_case_and_spaces(details["model"]),
            "plate_key": without_case_and_spaces(details["plate"]),
            "plate_state": "IL",
            "colour": "Silver",
            "fuel_level": Decimal(1),
            "status": VehicleStatus.STAGED,
            "qr": f"qr-{details['stock_number']}",
            "readings_at": at(1),
        }
        | details,
    )
    for program in programs:
        ProgramVehicle.objects.create(dealership=dealership, program=program, vehicle=vehicle)
    return vehicle
