"""What the pages of vehicle groups show: the list, one group's past, and how many cars and contracts it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.queries.settings import recovery_then, recovery_versions
from contracts.queries.groups import open_counts
from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, moments
from desk.queries.settings_history import States, Step, Then, steps
from fleet.queries.groups import general_then, group_versions, groups, home_counts
from programs.queries.additional_settings import additional_then, additional_versions
from programs.queries.names import agreement_names

if TYPE_CHECKING:
    from fleet.models import VehicleGroup

SECTIONS = {
    "general": "General Group Settings",
    "fees": "Fees",
    "custom_fees": "Custom Fees",
    "taxes": "Taxes",
    "hold": "Credit Card Hold",
    "additional": "Additional Settings",
}


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A group in the list; ``daily_rate`` is None where it is off."""

    group: "VehicleGroup"
    home_of: int
    open_contracts: int
    daily_rate: Money | None


def group_list(*, dealership: Dealership) -> list[GroupRow]:
    """The groups in use, by name, in three statements."""
    homes, loans = home_counts(dealership=dealership), open_counts(dealership=dealership)
    rows = groups(dealership=dealership).select_related("agreement", "cost_recovery")
    return [
        GroupRow(
            group=each,
            home_of=homes.get(each.pk, 0),
            open_contracts=loans.get(each.pk, 0),
            daily_rate=each.cost_recovery.daily_rate if each.cost_recovery.collect_card else None,
        )
        for each in rows
    ]


def group_counts(*, dealership: Dealership, group: "VehicleGroup") -> tuple[int, int]:
    """How many vehicles it is the home of, and how many contracts are open in it."""
    homes, loans = home_counts(dealership=dealership), open_counts(dealership=dealership)
    return homes.get(group.pk, 0), loans.get(group.pk, 0)


def group_past(*, dealership: Dealership, group: "VehicleGroup") -> list[Step]:
    """Every change of a group's settings, oldest first, in six statements."""
    asked: Sequence[Versions] = [
        *group_versions(dealership=dealership, group=group),
        *recovery_versions(dealership=dealership, settings_ids=[group.cost_recovery_id]),
        *additional_versions(dealership=dealership, settings_ids=[group.additional_id]),
    ]
    return steps(moments(asked), whole_group(dealership, group))


def whole_group(dealership: Dealership, group: "VehicleGroup") -> Then:
    """Every section of a group, as it stood at a moment."""
    agreements = agreement_names(dealership=dealership)

    def then(moment: Moment) -> States:
        recovery = recovery_then(moment, group.cost_recovery_id)
        return general_then(moment, agreements) | recovery | additional_then(moment, group.additional_id)

    return then


def general_past(*, dealership: Dealership, group: "VehicleGroup") -> list[Step]:
    """The past of the section *General* alone."""
    then = partial(general_then, agreements=agreement_names(dealership=dealership))
    return steps(moments(group_versions(dealership=dealership, group=group)), then)
