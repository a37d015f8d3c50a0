"""A program's own settings, each kind in a line."""

from typing import TYPE_CHECKING

from kernel.money import in_words

if TYPE_CHECKING:
    from programs.models import Program

HOLDS = {"none": "none", "estimate": "estimate", "deposit": "deposit", "both": "estimate and deposit"}


def recovery_summary(program: "Program") -> str:
    """The program's own prices in a line."""
    own = program.cost_recovery
    if own is None:
        return ""
    if not own.collect_card:
        return "No card is collected, so nothing is charged"
    prices = {
        "Daily Rate": own.daily_rate,
        "Fuel": own.fuel_per_unit,
        "Electric": own.fuel_per_kwh,
        "Excess mileage": own.mileage_rate,
    }
    said = [f"{label} {in_words(price.amount, own.currency)}" for label, price in prices.items() if price is not None]
    return f"{', '.join(said) or 'Nothing is charged yet'}. Hold: {HOLDS[own.hold_kind]}"


def additional_summary(program: "Program") -> str:
    """The program's own additional settings in a line."""
    own = program.additional
    if own is None:
        return ""
    parts = [
        f"minimum age {own.driver_minimum_age}" if own.driver_minimum_age else "no minimum age",
        "repair order required" if own.repair_order_required else "no repair order",
        f"{own.longest_days} days at most" if own.longest_days else "no longest reservation",
        f"charge later {'allowed' if own.charge_later_allowed else 'off'}",
    ]
    return ", ".join(parts).capitalize()
