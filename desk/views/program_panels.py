"""The panels of a program: what it is, what its models cost, what days it gives, and whose settings apply."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from billing.forms import sign_of
from dealerships.addresses import address
from dealerships.models import Dealership
from desk.queries.program_page import ProgramPage
from desk.queries.program_past import program_past
from desk.queries.settings_history import Step
from desk.views.settings_panels import Owner, Panel, additional_panel, recovery_panels, saved_by
from programs.forms import EntitlementForm, GeneralForm, OwnForm, RatesForm
from programs.queries import NoSuchAgreement, agreements, programs
from programs.queries.sections import (
    ADDITIONAL,
    COST_RECOVERY,
    entitlement_of,
    general_of,
    rates_of,
)
from programs.services.own_settings import choose_additional, choose_cost_recovery
from programs.services.programs import TitleTaken, save_entitlement, save_general, save_rates

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import VehicleGroup
    from programs.models import Program

OWN = {
    "own_cost_recovery": (COST_RECOVERY, "cost_recovery", choose_cost_recovery),
    "own_additional": (ADDITIONAL, "additional", choose_additional),
}


def panels_of(request: "StaffRequest", program: "Program", around: ProgramPage) -> dict[str, Panel]:
    """Every section of the program's page."""
    store = request.dealership
    owner = owner_of(store, program, "program_section")
    found = [
        general_panel(store, program, owner),
        rates_panel(store, program, owner, [row.model for row in around.models]),
        entitlement_panel(store, program, owner),
        own_panel(store, program, owner, "own_cost_recovery", around.beginnings),
        own_panel(store, program, owner, "own_additional", around.beginnings),
    ]
    return {panel.name: panel for panel in found}


def own_panels(request: "StaffRequest", program: "Program") -> dict[str, Panel]:
    """The sections of whatever settings are the program's own."""
    store, owner = request.dealership, owner_of(request.dealership, program, "program_own_section")
    panels: dict[str, Panel] = {}
    if program.cost_recovery_id is not None:
        panels |= recovery_panels(dealership=store, settings_id=program.cost_recovery_id, owner=owner)
    if program.additional is not None:
        panels["additional"] = additional_panel(dealership=store, row=program.additional, owner=owner)
    return panels


def owner_of(store: Dealership, program: "Program", route: str) -> Owner:
    """What the settings belong to, and where its sections are posted."""

    def post(name: str) -> str:
        return address(store, route, program=program.code, panel=name)

    return Owner(subject=program.reference, name=program.title, post=post)


def general_panel(store: Dealership, program: "Program", owner: Owner) -> Panel:
    """Title, driver agreement, channel."""
    names = dict(agreements(dealership=store).values_list("pk", "name"))
    others = programs(dealership=store).exclude(pk=program.pk).values_list("title_key", "title")
    taken, general = dict(others), general_of(program)
    return Panel(
        name="general",
        title="Program",
        post=owner.post("general"),
        make=lambda data: GeneralForm(data, general=general, agreements=names, taken=taken),
        save=saved_by(save_general, program.pk, owner),
        past=past(store, program),
        refusals={TitleTaken: "title", NoSuchAgreement: "agreement"},
    ).fresh()


def rates_panel(store: Dealership, program: "Program", owner: Owner, models: Sequence[str]) -> Panel:
    """Daily Rate by Vehicle Model."""
    rates = rates_of(program, list(program.model_rates.all()))
    currency: dict[str, Any] = {"dealership": store, "currency": program.currency}
    return Panel(
        name="rates",
        title="Daily Rate by Vehicle Model",
        post=owner.post("rates"),
        make=lambda data: RatesForm(data, models=models, rates=rates, **currency),
        save=saved_by(save_rates, program.pk, owner),
        past=past(store, program),
        looks={"sign": sign_of(program.currency, store)},
    ).fresh()


def entitlement_panel(store: Dealership, program: "Program", owner: Owner) -> Panel:
    """Reserve days."""
    entitlement = entitlement_of(program)
    currency: dict[str, Any] = {"dealership": store, "currency": program.currency}
    return Panel(
        name="entitlement",
        title="Entitlement",
        post=owner.post("entitlement"),
        make=lambda data: EntitlementForm(data, entitlement=entitlement, **currency),
        save=saved_by(save_entitlement, program.pk, owner),
        past=past(store, program),
        looks={"sign": sign_of(program.currency, store)},
    ).fresh()


def own_panel(
    store: Dealership, program: "Program", owner: Owner, name: str, groups: "Sequence[VehicleGroup]"
) -> Panel:
    """Settings of its own, which begin as those of one of these groups; or the group's."""
    label, column, choose = OWN[name]
    own = getattr(program, f"{column}_id") is not None
    beginnings = {getattr(group, f"{column}_id"): group.name for group in groups}
    return Panel(
        name=name,
        title=label,
        post=owner.post(name),
        make=lambda data: OwnForm(data, section=name, label=label, own=own, beginnings=beginnings),
        save=saved_by(choose, program.pk, owner),
        past=past(store, program),
    ).fresh()


def past(store: Dealership, program: "Program") -> Callable[[], Sequence[Step]]:
    """The states of the program over time; asked for only where two clash."""
    return lambda: program_past(dealership=store, program=program)
