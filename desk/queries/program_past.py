"""The past of a program as one story: what it is, what its models cost, and the settings that were its own meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from billing.queries.settings import recovery_then, recovery_versions
from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, moments
from desk.queries.settings_history import States, Step, Then, steps
from programs.queries.additional_settings import additional_then, additional_versions
from programs.queries.names import agreement_names
from programs.queries.sections import own_settings_ever, own_settings_then, program_then, program_versions

if TYPE_CHECKING:
    from programs.models import Program

SECTIONS = {
    "general": "Program",
    "rates": "Daily Rate by Vehicle Model",
    "entitlement": "Entitlement",
    "own_cost_recovery": "Cost recovery",
    "fees": "Fees",
    "custom_fees": "Custom Fees",
    "taxes": "Taxes",
    "hold": "Credit Card Hold",
    "own_additional": "Additional settings",
    "additional": "Its own additional settings",
}


def program_past(*, dealership: Dealership, program: "Program") -> list[Step]:
    """Every change of a program and of the settings that were its own, oldest first, in seven statements."""
    of_it = program_versions(dealership=dealership, program_id=program.pk)
    recovery, additional = own_settings_ever(of_it)
    asked: Sequence[Versions] = [
        *of_it,
        *recovery_versions(dealership=dealership, settings_ids=recovery),
        *additional_versions(dealership=dealership, settings_ids=additional),
    ]
    return without_beginnings(steps(moments(asked), whole_program(dealership)))


def whole_program(dealership: Dealership) -> Then:
    """Every section of a program as it stood at a moment; of settings, those that were its own then."""
    names = agreement_names(dealership=dealership)

    def then(moment: Moment) -> States:
        recovery, additional = own_settings_then(moment)
        return program_then(moment, names) | recovery_then(moment, recovery) | additional_then(moment, additional)

    return then


def without_beginnings(taken: Sequence[Step]) -> list[Step]:
    """
    Settings that become the program's own are told by that choice; how they began stands in the state.

    Nothing was changed *from none* then: the group's applied before.
    """
    before: States = {}
    told: list[Step] = []
    for step in taken:
        began = {label for name, words in step.states.items() if name not in before for label in words}
        kept = tuple(change for change in step.changes if not before or change.label not in began)
        told.append(replace(step, changes=kept))
        before = step.states
    return told
