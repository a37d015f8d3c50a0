"""An import, its undoing or a change of a vehicle against the removal of a category or group, in the same instant."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from contracts.services.removing_groups import GroupInUse, remove_group
from dealerships.tenancy import as_dealership
from fleet.models import Vehicle, VehicleCategory, VehicleGroup, VehicleImportRow
from fleet.services import FatesChanged, add_vehicle, change_vehicle, import_rows, read_file, undo_import
from fleet.services.changing import Unfit
from integrations.lexus_app.models import CategoryMapping
from integrations.lexus_app.services.categories import NoSuchCategory, choose_category
from reservations.services.removing_categories import CategoryInUse, remove_category
from tests.races import race
from tests.situations import Counter, at, manager, porter, shuttles
from tests.situations.cars import category

TUESDAY = at(10)
TX_350 = "JTJBBBBB7TA000201"
REMOVED = {"category_id": "This category was removed meanwhile. Choose another one."}


def doing(desk: Counter) -> dict[str, Any]:
    return {"dealership": desk.store, "by": porter(), "at": TUESDAY}


def read(desk: Counter, content: str) -> str:
    with as_dealership(desk.store):
        return read_file(**doing(desk), name="march-arrivals.csv", content=content.encode()).code


def found(car: Vehicle) -> Vehicle:
    with as_dealership(car.dealership):
        return Vehicle.objects.select_related("category", "home_group").get(pk=car.pk)


def kept(desk: Counter) -> list[str]:
    with as_dealership(desk.store):
        rows = VehicleImportRow.objects.exclude(kept_because="").order_by("pk")
        return list(rows.values_list("kept_because", flat=True))


@pytest.fixture
def files(committed_desk: Counter) -> dict[str, str]:
    """Two files: one made a sedan of the RX 350, which was a van; one a service loaner of the ES 350, a shuttle before."""
    desk = committed_desk
    with as_dealership(desk.store):
        Vehicle.objects.filter(pk=desk.rx_350.pk).update(category=category(desk.store, "Van", ""))
        Vehicle.objects.filter(pk=desk.es_350.pk).update(home_group=shuttles(desk.store))
    return {
        "Van": imported(desk, f"VIN,Category\n{desk.rx_350.vin},Sedan\n"),
        "Courtesy shuttles": imported(desk, f"VIN,Group\n{desk.es_350.vin},Service loaners\n"),
    }


def imported(desk: Counter, content: str) -> str:
    code = read(desk, content)
    with as_dealership(desk.store):
        import_rows(**doing(desk), code=code)
    return code


def undoing(desk: Counter, code: str) -> Callable[[], Any]:
    return lambda: undo_import(**doing(desk), code=code)


def removing(desk: Counter, name: str) -> Callable[[], Any]:
    """An admin takes a category or a group away."""
    told: dict[str, Any] = {"dealership": desk.store, "by": manager(), "at": TUESDAY}
    with as_dealership(desk.store):
        group = VehicleGroup.objects.filter(name=name).first()
        if group is not None:
            return partial(remove_group, code=group.code, **told)
        return partial(remove_category, category_id=VehicleCategory.objects.get(name=name).pk, **told)


def test_an_undoing_comes_too_late_for_what_is_being_removed(committed_desk: Counter, files: dict[str, str]):
    desk = committed_desk

    for name, code in files.items():
        admins, porters = race(desk.store, removing(desk, name), undoing(desk, code))
        assert (admins.refusal, porters.refusal) == (None, None)

    assert kept(desk) == ["The category that it had is removed.", "The group that it was in is removed."]
    assert (found(desk.rx_350).category.name, found(desk.es_350).home_group) == ("Sedan", desk.group)


def test_a_removal_sees_the_car_that_an_undoing_puts_back(committed_desk: Counter, files: dict[str, str]):
    desk, refusals = committed_desk, []

    for name, code in files.items():
        porters, admins = race(desk.store, undoing(desk, code), removing(desk, name))
        assert porters.refusal is None
        refusals.append(type(admins.refusal))

    assert (refusals, kept(desk)) == ([CategoryInUse, GroupInUse], [])
    assert (found(desk.rx_350).category.name, found(desk.es_350).home_group.name) == ("Van", "Courtesy shuttles")


def test_nothing_is_given_a_category_that_is_being_removed(committed_desk: Counter):
    desk, car = committed_desk, found(committed_desk.rx_350).details()
    refusals: dict[str, Any] = {}
    with as_dealership(desk.store):
        named = {name: category(desk.store, name, "").pk for name in ("Van", "Bus", "Coach", "Truck")}
    file = read(desk, f"VIN,Category\n{desk.rx_350.vin},Coach\n{desk.es_350.vin},SUV\n")
    new = car.with_({"vin": TX_350, "category_id": named["Van"]})

    for name, give in {
        "Van": lambda: add_vehicle(**doing(desk), details=new, home_group_id=desk.group.pk),
        "Bus": lambda: change_vehicle(
            **doing(desk), vin=car.vin, shown=car, said=car.with_({"category_id": named["Bus"]})
        ),
        "Coach": lambda: import_rows(**doing(desk), code=file),
        "Truck": lambda: choose_category(**doing(desk), name="Pick-up", category_id=named["Truck"]),
    }.items():
        _, porters = race(desk.store, removing(desk, name), give)
        refusals[name] = porters.refusal

    assert {name: type(refusal) for name, refusal in refusals.items()} == {
        "Van": Unfit,
        "Bus": Unfit,
        "Coach": FatesChanged,
        "Truck": NoSuchCategory,
    }
    assert refusals["Van"].faults == refusals["Bus"].faults == REMOVED
    with as_dealership(desk.store):
        assert sorted(Vehicle.objects.values_list("category__name", flat=True)) == ["SUV", "Sedan"]
        assert not CategoryMapping.objects.exists()
