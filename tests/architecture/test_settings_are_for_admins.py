"""Settings are for admins: every page of them, and every use case behind the pages. Assigning vehicles is everyone's."""

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from billing.services import settings as cost_recovery
from billing.services import settings_rows
from billing.services.settings import Saving
from contracts.services import removing_groups, removing_programs
from dealerships.domain.actor import Actor, Kind
from dealerships.domain.permissions import EVERYTHING, READY_MADE, NotAllowed, Permission
from dealerships.models import Dealership, Event, Staff
from dealerships.queries import about_of, hours_of, ways_of
from dealerships.services import store as about_the_store
from dealerships.services import tokens
from dealerships.tenancy import as_dealership
from fleet.models import Vehicle
from fleet.services import archiving_agreements, categories, groups
from programs.services import additional_settings, agreements, drafts, own_settings, programs
from reservations.services import removing_categories
from tests.architecture.test_neighbours import NOT_FOUND, WRONG_METHOD, Route, filled, names, routes, springfield
from tests.situations import Counter, at, shuttles
from tests.situations.fixtures import desk, store
from tests.situations.staff import staff_member

__all__ = ["desk", "names", "springfield", "store"]

SETTINGS = "<slug:dealership_slug>/settings/"
LEFT_BY_THE_APP = tuple(f"{SETTINGS}integrations/lexus-app/{page}/" for page in ("received", "attention"))
"""All staff may see to that."""

OF_OTHERS = (f"{SETTINGS}staff/",)
"""The page of the staff is the employee manager's."""
USE_CASES = (
    about_the_store,
    additional_settings,
    agreements,
    archiving_agreements,
    categories,
    cost_recovery,
    drafts,
    groups,
    own_settings,
    programs,
    removing_categories,
    removing_groups,
    removing_programs,
    settings_rows,
    tokens,
)
INSIDE_ANOTHER = {"archive_group", "archive_program", "delete_category", "tell", "write_named"}
"""They write what a use case has locked, which asks who may."""


def settings_routes() -> list[Route]:
    """Every page of settings but the index, which shows everybody what they may open."""
    within = [route for route in routes() if route.path.startswith(SETTINGS) and route.path != SETTINGS]
    return [route for route in within if not route.path.startswith(LEFT_BY_THE_APP)]


def signed_in(dealership: Dealership, *, permissions: frozenset[Permission]) -> Client:
    """The browser of Pat, with these permissions."""
    with as_dealership(dealership):
        pat = Staff.objects.filter(dealership=dealership, name="Pat Romero").select_related("user").first()
        pat = pat or staff_member(dealership, name="Pat Romero", email="pat@springfield.example", role="Porter")
        Staff.objects.filter(pk=pat.pk).update(permissions=sorted(permissions))
    browser = Client()
    assert pat.user is not None
    browser.force_login(pat.user)
    return browser


def test_whoever_lacks_the_permission_reads_on_every_address_which_it_is_and_who_has_it(names, springfield):
    no_admin = signed_in(springfield, permissions=EVERYTHING - {Permission.ADMIN})
    with as_dealership(springfield):
        staff_member(springfield, name="Riley Okafor", email="riley@springfield.example", role="General manager")
        before = Event.objects.count()

    for route in settings_routes():
        if route.path in OF_OTHERS:
            continue
        address = filled(route, "springfield", names)
        answers = [no_admin.get(address), no_admin.post(address)]
        told = [answer for answer in answers if answer.status_code != WRONG_METHOD]
        assert told, address
        for answer in told:
            assert answer.status_code == NOT_FOUND, address
            assert escape("This needs the permission “Admin”. Ask Riley Okafor.") in answer.text, address

    with as_dealership(springfield):
        assert Event.objects.count() == before


def test_the_permission_alone_opens_every_address(names, springfield):
    admin = signed_in(springfield, permissions=frozenset({Permission.ADMIN}))

    for route in settings_routes():
        address = filled(route, "springfield", names)
        told = "This needs the permission" in admin.get(address).text
        assert told == (route.path in OF_OTHERS), address


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("General manager", True),
        ("Loaner manager", True),
        ("Service advisor", False),
        ("Cashier", False),
        ("Porter", False),
    ],
)
def test_of_the_ready_made_sets_two_set_up_what_loans_cost(store: Dealership, role: str, may: bool):
    browser = signed_in(store, permissions=READY_MADE[role])

    opened = browser.get("/springfield/settings/vehicle-groups/").status_code
    offered = "Vehicle groups" in browser.get("/springfield/settings/").text

    assert (opened == 200, offered) == (may, may)


def test_every_use_case_refuses_whoever_is_no_admin_before_it_does_anything(desk: Counter):
    everything_else = Actor(kind=Kind.API, name="Scheduler", permissions=EVERYTHING - {Permission.ADMIN})

    for use_case in use_cases():
        with pytest.raises(NotAllowed, match="Admin"):
            use_case(**wanted_by(use_case, desk, everything_else))


def use_cases() -> Iterator[Callable[..., Any]]:
    """Every public function of settings that somebody carries out."""
    for module in USE_CASES:
        yield from (each for each in written_in(module) if {"by", "saving"} & set(inspect.signature(each).parameters))


def written_in(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for name, each in inspect.getmembers(module, inspect.isfunction):
        if each.__module__ == module.__name__ and not name.startswith("_") and name not in INSIDE_ANOTHER:
            yield each


def wanted_by(use_case: Callable[..., Any], desk: Counter, by: Actor) -> dict[str, Any]:
    """Its arguments: who, where and when; what is to be written is what stands there, or nothing at all."""
    doing: dict[str, Any] = {"dealership": desk.store, "by": by, "at": at(9)}
    saving = Saving(settings_id=0, subject="group/7Q4M", name="Service loaners", shown="", **doing)
    known = {**doing, "saving": saving, "agreement": desk.agreement, "code": desk.program.code}
    known["program_id"] = desk.program.pk
    known |= {"about": about_of(desk.store), "hours": hours_of(desk.store), "ways": ways_of(desk.store)}
    return {name: known.get(name) for name in inspect.signature(use_case).parameters}


def test_a_porter_moves_vehicles_to_groups_and_programs(desk: Counter):
    porter = signed_in(desk.store, permissions=READY_MADE["Porter"])
    shuttle_cars = shuttles(desk.store)
    car = {"vins": desk.rx_350.vin}

    moved = porter.post("/springfield/vehicles/groups/", car | {"what": "home", "to_group": str(shuttle_cars.pk)})
    added = porter.post(
        "/springfield/vehicles/groups/", car | {"what": "programs", f"program_{desk.program.pk}": "out"}
    )

    assert (moved.status_code, added.status_code) == (302, 302)
    rx_350 = Vehicle.objects.get(pk=desk.rx_350.pk)
    assert rx_350.home_group == shuttle_cars
    assert not rx_350.program_rows.exists()
