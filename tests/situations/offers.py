"""What the store lends, and for how much: groups, programs, the driver agreement."""

from decimal import Decimal
from typing import Any

from djmoney.money import Money

from billing.models import CostRecovery, Tax
from dealerships.models import Dealership
from fleet.models import VehicleGroup
from kernel.keys import without_case, without_case_and_spaces
from programs.models import (
    AdditionalSettings,
    AgreementTerm,
    AgreementVersion,
    DriverAgreement,
    ModelRate,
    Program,
)
from tests.situations.clock import at

AGREEMENT = """
<h1>Loaner agreement</h1>
<p>{{ customer.name }} borrows the {{ vehicle.model }} with VIN {{ vehicle.vin }}.</p>
"""
TERMS = (
    ("Fuel", "I return the vehicle with as much fuel as I received it with."),
    ("Tolls and fines", "I pay every toll and fine of my loan."),
)


def cost_recovery(dealership: Dealership, **changes: Any) -> CostRecovery:
    """
    $45.00 a day, $4.00 a gallon, $0.25 a mile over 100 a day, 8 % sales tax on the daily rate; hold by estimate.
    """
    prices = {
        "daily_rate": Money("45.00", "USD"),
        "daily_rate_taxable": True,
        "fuel_per_unit": Money("4.00", "USD"),
        "mileage_daily_allowance": 100,
        "mileage_rate": Money("0.25", "USD"),
        "hold_kind": "estimate",
    }
    recovery = CostRecovery.objects.create(dealership=dealership, **{**prices, **changes})
    Tax.objects.create(dealership=dealership, settings=recovery, position=1, kind="sales", percent=Decimal("8.0000"))
    return recovery


def settings(dealership: Dealership, **changes: Any) -> AdditionalSettings:
    """Drivers from 21 years on, loans of at most 30 days."""
    return AdditionalSettings.objects.create(
        dealership=dealership, **{"driver_minimum_age": 21, "longest_days": 30, **changes}
    )


def loaner_agreement(dealership: Dealership) -> DriverAgreement:
    """The default agreement, in its first version, with two terms."""
    agreement = DriverAgreement.objects.create(
        dealership=dealership, name="Loaner agreement", name_key="loaner agreement", is_default=True
    )
    version = AgreementVersion.objects.create(
        dealership=dealership, agreement=agreement, number=1, body=AGREEMENT, published_at=at(1, month=1)
    )
    for position, (title, text) in enumerate(TERMS, start=1):
        AgreementTerm.objects.create(dealership=dealership, version=version, position=position, title=title, text=text)
    return agreement


def vehicle_group(dealership: Dealership, name: str, **changes: Any) -> VehicleGroup:
    """A group with prices and settings of its own."""
    own = {"cost_recovery": cost_recovery(dealership), "additional": settings(dealership)} | changes
    return VehicleGroup.objects.create(dealership=dealership, name=name, name_key=without_case_and_spaces(name), **own)


def service_loaners(dealership: Dealership) -> VehicleGroup:
    """The group of most cars."""
    return vehicle_group(dealership, "Service loaners")


def shuttles(dealership: Dealership) -> VehicleGroup:
    """A second group."""
    return vehicle_group(dealership, "Courtesy shuttles")


def one_app_rental(dealership: Dealership) -> Program:
    """The program of the Lexus App: prices of its own, the RX 350 and the RZ 450e free of charge."""
    program = Program.objects.create(
        dealership=dealership,
        title="OneApp Rental",
        title_key=without_case("OneApp Rental"),
        cost_recovery=cost_recovery(dealership, daily_rate=Money("60.00", "USD")),
        additional=settings(dealership),
        daily_rate_by_model=True,
        entitlement_days=30,
        entitlement_years=3,
    )
    for model in ("RX 350", "RZ 450e"):
        ModelRate.objects.create(
            dealership=dealership,
            program=program,
            model=model,
            model_key=without_case_and_spaces(model),
            rate=Money("0.00", "USD"),
        )
    return program
