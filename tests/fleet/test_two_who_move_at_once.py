"""Two who move, import, undo or dispose of the same vehicles at once: the second waits, and reads what became of it."""

import pytest

from contracts.services.removing_groups import GroupInUse, remove_group
from dealerships.queries import history
from dealerships.tenancy import as_dealership
from fleet.models import Commitment, Vehicle, VehicleGroup
from fleet.queries import UnknownVehicle
from fleet.services import (
    GroupRemoved,
    VehicleTaken,
    VehicleUnusable,
    change_vehicle,
    dispose_vehicle,
    import_rows,
    move_vehicles,
    read_file,
    undo_import,
)
from fleet.services.changing import ChangedMeanwhile
from fleet.services.regrouping import Moved
from tests.races import race
from tests.situations import Counter, at, porter, promise, riley, shuttles

TUESDAY = at(10)
TX_350 = "JTJBBBBB7TA000201"
ARRIVAL = f"VIN,Model,Tank,Group\n{TX_350},TX 350,18.6,Service loaners\n".encode()


@pytest.fixture
def premium(committed_desk: Counter) -> VehicleGroup:
    with as_dealership(committed_desk.store):
        return shuttles(committed_desk.store)


def doing(desk: Counter) -> dict:
    return {"dealership": desk.store, "by": porter(), "at": TUESDAY}


def move(desk: Counter, to_group: VehicleGroup, *cars: Vehicle) -> Moved:
    return move_vehicles(**doing(desk), vins=[car.vin for car in cars], to_group=to_group)


def read(desk: Counter) -> str:
    with as_dealership(desk.store):
        return read_file(**doing(desk), name="arrivals.csv", content=ARRIVAL).code


def test_of_two_who_move_the_same_cars_the_second_finds_them_moved(committed_desk: Counter, premium: VehicleGroup):
    desk = committed_desk

    dana, riley_ = race(
        desk.store,
        lambda: move(desk, premium, desk.rx_350, desk.es_350),
        lambda: move(desk, premium, desk.es_350, desk.rx_350),
    )

    assert (len(dana.value.done), riley_.refusal, riley_.value.done) == (2, None, ())
    with as_dealership(desk.store):
        assert len(history(dealership=desk.store, subject=desk.rx_350.reference)) == 1


def test_a_group_into_which_a_car_just_moved_is_not_removed(committed_desk: Counter, premium: VehicleGroup):
    desk = committed_desk
    with as_dealership(desk.store):
        admin = riley(desk.store).actor(origin="counter")

    dana, admins = race(
        desk.store,
        lambda: move(desk, premium, desk.rx_350),
        lambda: remove_group(dealership=desk.store, code=premium.code, by=admin, at=TUESDAY),
    )

    assert dana.value.done == (desk.rx_350.vin,)
    assert isinstance(admins.refusal, GroupInUse)


def test_no_car_moves_into_a_group_that_was_just_removed(committed_desk: Counter, premium: VehicleGroup):
    desk = committed_desk
    with as_dealership(desk.store):
        admin = riley(desk.store).actor(origin="counter")

    _, dana = race(
        desk.store,
        lambda: remove_group(dealership=desk.store, code=premium.code, by=admin, at=TUESDAY),
        lambda: move(desk, premium, desk.rx_350),
    )

    assert isinstance(dana.refusal, GroupRemoved)


def test_of_two_presses_one_imports(committed_desk: Counter):
    desk = committed_desk
    code = read(desk)

    first, second = race(
        desk.store,
        lambda: import_rows(**doing(desk), code=code),
        lambda: import_rows(**doing(desk), code=code),
    )

    assert (first.refusal, second.refusal) == (None, None)
    with as_dealership(desk.store):
        assert Vehicle.objects.filter(vin=TX_350).count() == 1
        assert len(history(dealership=desk.store, subject=f"vehicle/{TX_350}")) == 1


def test_a_car_that_is_being_taken_away_is_promised_to_nobody(committed_desk: Counter):
    desk, code = committed_desk, read(committed_desk)
    with as_dealership(desk.store):
        import_rows(**doing(desk), code=code)
        added = Vehicle.objects.get(vin=TX_350)

    undoing, dana = race(
        desk.store,
        lambda: undo_import(**doing(desk), code=code),
        lambda: promise(desk, "contract/LS-7Q4M", vehicle=added),
    )

    assert undoing.refusal is None
    assert isinstance(dana.refusal, UnknownVehicle)
    with as_dealership(desk.store):
        assert not Vehicle.objects.filter(vin=TX_350).exists()
        assert not Commitment.objects.exists()


def test_a_car_that_was_just_promised_is_neither_disposed_of_nor_the_other_way_round(committed_desk: Counter):
    desk = committed_desk

    _, pat = race(
        desk.store,
        lambda: promise(desk, "contract/LS-7Q4M"),
        lambda: dispose_vehicle(**doing(desk), vin=desk.rx_350.vin),
    )
    _, dana = race(
        desk.store,
        lambda: dispose_vehicle(**doing(desk), vin=desk.es_350.vin),
        lambda: promise(desk, "contract/LS-2BBB", vehicle=desk.es_350),
    )

    assert isinstance(pat.refusal, VehicleTaken)
    assert isinstance(dana.refusal, VehicleUnusable)


def test_of_two_who_write_the_same_detail_the_second_is_shown_the_first(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        shown = Vehicle.objects.get(pk=desk.rx_350.pk).details()

    def write(location: str) -> Vehicle:
        said = shown.with_({"location": location})
        return change_vehicle(**doing(desk), vin=shown.vin, shown=shown, said=said)

    _, second = race(desk.store, lambda: write("Wash"), lambda: write("Lot A"))

    assert isinstance(second.refusal, ChangedMeanwhile)
    assert second.refusal.now == {"location": "Wash"}
