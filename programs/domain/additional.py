"""Additional settings of a vehicle group, or of a program that has its own, as a section that is shown and saved."""

from dataclasses import dataclass

from kernel.changes import Words

UNLIMITED = "no limit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Additional:
    """The section *Additional Settings*; an age or length that is None has no limit."""

    view_positions: bool = False
    driver_minimum_age: int | None = None
    driver_maximum_age: int | None = None
    dealer_code: str = ""
    repair_order_required: bool = False
    charge_later_allowed: bool = False
    longest_days: int | None = None


def additional_in_words(settings: Additional) -> Words:
    """Every setting of the section, by its label."""
    return {
        "View Vehicle Positions During Contracts": _on(settings.view_positions),
        "Repair order required": _on(settings.repair_order_required),
        "Charge later allowed": _on(settings.charge_later_allowed),
        "Driver Minimum Age": _limit(settings.driver_minimum_age),
        "Driver maximum age": _limit(settings.driver_maximum_age),
        "Dealer Code": settings.dealer_code or "the dealership's",
        "Longest reservation": _limit(settings.longest_days, " days"),
    }


def _on(value: bool) -> str:  # noqa: FBT001 - a switch in words
    return "on" if value else "off"


def _limit(value: int | None, unit: str = "") -> str:
    return UNLIMITED if value is None else f"{value}{unit}"
