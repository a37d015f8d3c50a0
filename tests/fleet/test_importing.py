"""A file of vehicles: looked at before anything changes, imported once, undone where nobody touched it since."""

import pytest

from dealerships.models import Dealership
from dealerships.queries import history
from dealerships.tenancy import as_dealership
from fleet.domain.vin import check_digit
from fleet.models import Vehicle, VehicleCategory, VehicleImport, VehicleImportRow
from fleet.queries.standings import memberships
from fleet.services import (
    FatesChanged,
    ImportedAlready,
    NothingToUndo,
    UnknownImport,
    change_vehicle,
    choose_columns,
    correct_name,
    hand_over,
    import_rows,
    look_again,
    move_vehicles,
    note_issue,
    read_file,
    set_status,
    undo_import,
)
from reservations.services.removing_categories import remove_category
from tests.situations import Counter, at, manager, porter, promise, shuttles
from tests.situations.cars import category
from tests.statements import statements

TUESDAY = at(10)
TX_350, GX_550 = "JTJBBBBB7TA000201", "JTJBBBBB9TA000202"
HEAD = "VIN,Model,Tank,Group,Programs,Location\n"
NEW_TX = f"{TX_350},TX 350,18.6,Service loaners,OneApp Rental,Lot A\n"
RX_MOVES = "2T2BAMCA8PC012345,,,,,Lot C\n"
ES_STAYS = "58ABZ1B10PU054321,ES 350,,Service loaners,,\n"
MISTYPED = "JTJBBBBB4TA000204,TX 350,18.6,Service loaners,,\n"
ARRIVALS = HEAD + NEW_TX + RX_MOVES + ES_STAYS + MISTYPED


def read(desk: Counter, text: str = ARRIVALS) -> VehicleImport:
    return read_file(dealership=desk.store, name="march-arrivals.csv", content=text.encode(), by=porter(), at=TUESDAY)


def imported(desk: Counter, file: VehicleImport) -> VehicleImport:
    return import_rows(dealership=desk.store, code=file.code, by=porter(), at=TUESDAY)


def undone(desk: Counter, file: VehicleImport) -> VehicleImport:
    return undo_import(dealership=desk.store, code=file.code, by=porter(), at=TUESDAY)


def fates(file: VehicleImport) -> dict[int, str]:
    return dict(VehicleImportRow.objects.filter(file=file).values_list("line", "fate"))


def kept(file: VehicleImport) -> dict[str, str]:
    return dict(VehicleImportRow.objects.filter(file=file).exclude(kept_because="").values_list("vin", "kept_because"))


def place(car: Vehicle) -> str:
    return Vehicle.objects.get(pk=car.pk).location


def test_reading_a_file_says_each_fate_and_changes_nothing(desk: Counter):
    before = list(Vehicle.objects.order_by("pk").values())

    file = read(desk)

    assert fates(file) == {2: "added", 3: "changed", 4: "unchanged", 5: "refused"}
    assert list(Vehicle.objects.order_by("pk").values()) == before


def test_importing_adds_and_changes_and_leaves_the_refused_out(desk: Counter):
    imported(desk, read(desk))

    added = Vehicle.objects.get(vin=TX_350)
    assert (added.status, added.make, added.year, added.home_group) == ("in_preparation", "Lexus", 2026, desk.group)
    assert memberships(dealership=desk.store, vins=[TX_350])[TX_350].programs == {desk.program.pk}
    assert (place(desk.rx_350), Vehicle.objects.count()) == ("Lot C", 3)
    [told] = history(dealership=desk.store, subject=desk.rx_350.reference)
    assert (told.verb, told.details) == ("changed", {"file": "march-arrivals.csv", "Location": "Lot C"})


def test_a_second_press_imports_nothing_more(desk: Counter):
    file = imported(desk, read(desk))
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(location="Wash")

    imported(desk, file)

    assert (place(desk.rx_350), Vehicle.objects.filter(vin=TX_350).count()) == ("Wash", 1)


def test_a_fleet_that_changed_since_the_look_is_looked_at_again_first(desk: Counter):
    file = read(desk)
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(location="Lot C")

    with pytest.raises(FatesChanged, match=r"Row 3 would become something else now\. Nothing is imported yet"):
        imported(desk, file)

    assert not Vehicle.objects.filter(vin=TX_350).exists()
    assert look_again(dealership=desk.store, code=file.code, at=TUESDAY) == [3]
    assert fates(file)[3] == "unchanged"
    imported(desk, file)
    assert Vehicle.objects.filter(vin=TX_350).exists()


def test_what_somebody_wrote_since_the_look_and_the_file_does_not_name_stays(desk: Counter):
    file = read(desk, "VIN,Category\n2T2BAMCA8PC012345,Sedan\n")
    shown = Vehicle.objects.get(pk=desk.rx_350.pk).details()
    change_vehicle(
        dealership=desk.store,
        vin=shown.vin,
        shown=shown,
        said=shown.with_({"location": "Wash"}),
        by=porter(),
        at=TUESDAY,
    )

    imported(desk, file)
    assert (place(desk.rx_350), Vehicle.objects.get(pk=desk.rx_350.pk).category.name) == ("Wash", "Sedan")

    undone(desk, file)
    assert (place(desk.rx_350), Vehicle.objects.get(pk=desk.rx_350.pk).category.name, kept(file)) == ("Wash", "SUV", {})


def test_a_category_that_was_made_anew_since_the_look_is_the_one_that_counts(desk: Counter):
    van = category(desk.store, "Van", "")
    file = read(desk, "VIN,Category\n2T2BAMCA8PC012345,Van\n")
    remove_category(dealership=desk.store, category_id=van.pk, by=manager(), at=TUESDAY)
    anew = category(desk.store, "Van", "")

    imported(desk, file)

    assert Vehicle.objects.get(pk=desk.rx_350.pk).category == anew


def test_columns_can_be_chosen_by_hand(desk: Counter):
    file = read(desk, f"Nummer,Wagen,Inhalt,Gruppe\n{TX_350},TX 350,18.6,Service loaners\n")

    chosen = choose_columns(
        dealership=desk.store,
        code=file.code,
        places={"vin": 0, "model": 1, "capacity": 2, "home_group": 3, "trim": 9, "price": 1},
        at=TUESDAY,
    )

    assert chosen.columns == {"vin": 0, "model": 1, "capacity": 2, "home_group": 3}
    assert fates(file) == {2: "added"}


def test_a_misspelt_group_is_mended_in_every_row(desk: Counter):
    file = read(desk, HEAD + NEW_TX.replace("Service loaners", "Servise loaners"))
    assert VehicleImportRow.objects.get(file=file).offer == ["home_group", "Servise loaners", "Service loaners"]

    correct_name(
        dealership=desk.store,
        code=file.code,
        field="home_group",
        written="Servise loaners",
        meant="Service loaners",
        at=TUESDAY,
    )

    assert fates(file) == {2: "added"}


def test_undoing_takes_away_what_was_added_and_puts_back_what_was_changed(desk: Counter):
    before = list(Vehicle.objects.order_by("pk").values())
    file = imported(desk, read(desk))

    undone(desk, file)

    after = list(Vehicle.objects.order_by("pk").values())
    assert [{**car, "readings_at": None} for car in after] == [{**car, "readings_at": None} for car in before]
    assert kept(file) == {}
    with pytest.raises(NothingToUndo):
        undone(desk, file)
    with pytest.raises(ImportedAlready):
        look_again(dealership=desk.store, code=file.code, at=TUESDAY)


def test_undoing_leaves_what_somebody_touched_since_and_names_it(desk: Counter):
    file = imported(desk, read(desk))
    rx = Vehicle.objects.get(pk=desk.rx_350.pk)
    shown = rx.details()
    change_vehicle(
        dealership=desk.store, vin=rx.vin, shown=shown, said=shown.with_({"trim": "Premium"}), by=porter(), at=TUESDAY
    )
    note_issue(dealership=desk.store, vin=TX_350, description="Scratch", by=porter(), at=TUESDAY)

    undone(desk, file)

    assert kept(file) == {TX_350: "An issue was noted since.", rx.vin: "It was changed again since."}
    assert (place(rx), Vehicle.objects.filter(vin=TX_350).count()) == ("Lot C", 1)


@pytest.mark.parametrize(("how", "words"), [("promised", "on a contract since"), ("staged", "set to Staged since")])
def test_an_added_vehicle_that_was_used_keeps_its_place(desk: Counter, how: str, words: str):
    file = imported(desk, read(desk))
    if how == "promised":
        promise(desk, "contract/LS-7Q4M", vehicle=Vehicle.objects.get(vin=TX_350))
    else:
        set_status(dealership=desk.store, vin=TX_350, status="staged", by=porter(), at=TUESDAY)

    undone(desk, file)

    assert words in kept(file)[TX_350]
    assert Vehicle.objects.filter(vin=TX_350).exists()


def test_undoing_while_an_added_and_a_changed_car_are_lent_keeps_the_one_and_puts_back_what_it_may(desk: Counter):
    shuttles(desk.store)
    both = "VIN,Model,Tank,Group,Location\n" + NEW_TX.replace("OneApp Rental,", "") + f"{desk.es_350.vin},,,,Lot C\n"
    file = imported(desk, read(desk, both + f"{desk.rx_350.vin},,,Courtesy shuttles,\n"))
    set_status(dealership=desk.store, vin=TX_350, status="staged", by=porter(), at=TUESDAY)
    for about, vin in (("contract/LS-7Q4M", TX_350), ("contract/LS-8K3P", desk.es_350.vin)):
        car = Vehicle.objects.get(vin=vin)
        promise(desk, about, vehicle=car)
        hand_over(dealership=desk.store, about=about, odometer=car.odometer, fuel=car.fuel_level, at=TUESDAY)

    undone(desk, file)

    assert kept(file) == {TX_350: "It has been on a contract since."}
    assert place(desk.es_350) != "Lot C"
    assert Vehicle.objects.get(vin=TX_350).status == "rented"
    assert Vehicle.objects.get(pk=desk.rx_350.pk).home_group == desk.group


def test_groups_are_put_back_only_while_they_may_change(desk: Counter):
    other = shuttles(desk.store)
    file = imported(
        desk, read(desk, "VIN,Group\n2T2BAMCA8PC012345,Courtesy shuttles\n58ABZ1B10PU054321,Courtesy shuttles\n")
    )
    set_status(dealership=desk.store, vin=desk.es_350.vin, status="maintenance", by=porter(), at=TUESDAY)

    undone(desk, file)

    where = memberships(dealership=desk.store, vins=[desk.rx_350.vin, desk.es_350.vin])
    assert (where[desk.rx_350.vin].home, where[desk.es_350.vin].home) == (desk.group.pk, other.pk)
    assert kept(file) == {desk.es_350.vin: "It is Maintenance, and its groups or programs would change."}


def test_a_vehicle_moved_again_since_stays_where_it_is(desk: Counter):
    other = shuttles(desk.store)
    file = imported(desk, read(desk, "VIN,Group\n2T2BAMCA8PC012345,Courtesy shuttles\n"))
    move_vehicles(dealership=desk.store, vins=[desk.rx_350.vin], to_group=desk.group, by=porter(), at=TUESDAY)

    undone(desk, file)

    assert kept(file) == {desk.rx_350.vin: "It was changed again since."}
    assert other.home_vehicles.count() == 0


def test_a_file_costs_as_many_statements_for_forty_cars_as_for_one(desk: Counter):
    with statements() as for_one:
        imported(desk, read(desk, HEAD + NEW_TX))
    more = "".join(f"{vin},TX 350,18.6,Service loaners,OneApp Rental,Lot A\n" for vin in vins(40))
    with statements() as for_many:
        imported(desk, read(desk, HEAD + more))

    assert Vehicle.objects.filter(model="TX 350").count() == 41
    assert len(for_many) == len(for_one), for_many.texts


def test_a_car_whose_category_was_removed_since_keeps_the_one_that_the_file_gave_it(desk: Counter):
    file = read(desk, "VIN,Category\n2T2BAMCA8PC012345,Sedan\n")
    imported(desk, file)
    suv = VehicleCategory.objects.get(name="SUV")
    remove_category(dealership=desk.store, category_id=suv.pk, by=manager(), at=TUESDAY)

    undone(desk, file)

    assert kept(file) == {desk.rx_350.vin: "The category that it had is removed."}
    assert Vehicle.objects.get(pk=desk.rx_350.pk).category.name == "Sedan"


def test_changing_forty_cars_by_a_file_and_undoing_it_costs_as_many_statements_as_one(desk: Counter):
    some = vins(40)
    imported(desk, read(desk, HEAD + "".join(f"{vin},TX 350,18.6,Service loaners,,\n" for vin in some)))
    counts = []
    for changed in (some[:1], some):
        with statements() as seen:
            file = read(desk, "VIN,Location,Programs\n" + "".join(f"{vin},Lot D,OneApp Rental\n" for vin in changed))
            imported(desk, file)
            undone(desk, file)
        counts.append(len(seen))

        assert file.rows.filter(fate="changed", kept_because="").count() == len(changed)
    assert counts[0] == counts[1]


def vins(count: int) -> list[str]:
    """So many VINs with a right check digit."""
    bare = [f"JTJBBBBB0TA{number:06}" for number in range(500, 500 + count)]
    return [vin[:8] + check_digit(vin) + vin[9:] for vin in bare]


def test_the_neighbour_knows_none_of_our_files(desk: Counter, neighbour: Dealership):
    file = read(desk)

    with as_dealership(neighbour), pytest.raises(UnknownImport):
        import_rows(dealership=neighbour, code=file.code, by=porter(), at=TUESDAY)
