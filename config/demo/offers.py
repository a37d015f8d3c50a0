"""The demo's vehicle groups, categories and programs, with what they cost."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from djmoney.money import Money

from billing.models import CostRecovery, CustomFee, Tax
from config.demo import agreements
from dealerships.models import Dealership
from fleet.models import VehicleCategory, VehicleGroup
from kernel.keys import without_case, without_case_and_spaces
from programs.models import AdditionalSettings, ModelRate, Program

CATEGORIES = (("Sedan", "SDAR"), ("SUV", "SFAR"), ("Electric", "SFAC"))
MODELS = ("ES 350", "GX 550", "NX 350h", "RX 350", "RZ 450e", "TX 350")
FUEL = {
    "fuel_per_unit": Money("3.00", "USD"),
    "fuel_per_kwh": Money("0.40", "USD"),
    "fuel_convenience_fee": Money("5.00", "USD"),
    "mileage_daily_allowance": 150,
    "mileage_rate": Money("0.25", "USD"),
}


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What cars can be put into."""

    categories: dict[str, VehicleCategory]
    groups: dict[str, VehicleGroup]
    programs: dict[str, Program]


def furnish(dealership: Dealership, *, at: datetime) -> Offers:
    """Three vehicle groups, the programs OneApp Rental and LCCS Courtesy, and the categories guests book by."""
    courtesy = agreements.courtesy_loaner(dealership, at=at)
    reserve = agreements.lexus_reserve(dealership, at=at)
    return Offers(
        categories={name: category(dealership, name, acriss) for name, acriss in CATEGORIES},
        groups={
            "Standard": group(dealership, "Standard", courtesy, collect_card=False, hold_kind="none"),
            "Premium": group(
                dealership,
                "Premium: $20/day",
                courtesy,
                daily_rate=Money("20.00", "USD"),
                daily_rate_taxable=True,
                **FUEL,
            ),
            "EV": group(dealership, "EV", courtesy, collect_card=False, hold_kind="none"),
        },
        programs={
            "OneApp Rental": one_app_rental(dealership, reserve),
            "LCCS Courtesy": program(dealership, "LCCS Courtesy", agreement=courtesy),
        },
    )


def category(dealership: Dealership, name: str, acriss: str) -> VehicleCategory:
    """A category guests book by."""
    return VehicleCategory.objects.create(
        dealership=dealership, name=name, name_key=without_case_and_spaces(name), acriss=acriss
    )


def group(dealership: Dealership, name: str, agreement: Any, **costs: Any) -> VehicleGroup:
    """A vehicle group; where it collects cards, Illinois taxes apply."""
    return VehicleGroup.objects.create(
        dealership=dealership,
        name=name,
        name_key=without_case_and_spaces(name),
        agreement=agreement,
        cost_recovery=cost_recovery(dealership, **costs),
        additional=AdditionalSettings.objects.create(dealership=dealership, driver_minimum_age=21, longest_days=60),
    )


def cost_recovery(dealership: Dealership, **costs: Any) -> CostRecovery:
    """Settings with the county's and the state's tax."""
    row = CostRecovery.objects.create(dealership=dealership, currency="USD", **costs)
    for place, (kind, percent) in enumerate((("sales", "6.25"), ("county", "1")), start=1):
        Tax.objects.create(dealership=dealership, settings=row, position=place, kind=kind, percent=Decimal(percent))
    return row


def one_app_rental(dealership: Dealership, agreement: Any) -> Program:
    """The program the Lexus App books into: every model at $0, a facility fee, the estimate and $50 held."""
    costs = cost_recovery(dealership, hold_kind="both", deposit=Money("50.00", "USD"), **FUEL)
    CustomFee.objects.create(
        dealership=dealership,
        settings=costs,
        position=1,
        kind="facility",
        frequency="per_contract",
        amount=Money("3.50", "USD"),
        taxable=True,
    )
    row = program(
        dealership,
        "OneApp Rental",
        agreement=agreement,
        cost_recovery=costs,
        daily_rate_by_model=True,
        entitlement_days=30,
        entitlement_years=3,
        qualifying_model="RZ 450e",
    )
    ModelRate.objects.bulk_create(
        ModelRate(
            dealership=dealership,
            program=row,
            model=model,
            model_key=without_case_and_spaces(model),
            rate=Money("0.00", "USD"),
        )
        for model in MODELS
    )
    return row


def program(dealership: Dealership, title: str, **settings: Any) -> Program:
    """A program."""
    return Program.objects.create(dealership=dealership, title=title, title_key=without_case(title), **settings)
