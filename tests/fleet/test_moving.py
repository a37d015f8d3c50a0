"""Vehicles move between groups and programs: those that can, by name why the others can't, and back again."""

import pytest

from contracts.effects.watching import vehicle_regrouped
from contracts.models import Contract
from contracts.services import assign_vehicle
from dealerships.models import Effect
from dealerships.queries import history
from fleet.domain.membership import Membership
from fleet.models import Vehicle
from fleet.queries.standings import memberships
from fleet.services import (
    GroupRemoved,
    NothingToUndo,
    also_add,
    move_vehicles,
    put_back,
    set_status,
    take_out,
)
from fleet.services.regrouping import Moved
from tests.situations import MONDAY_MORNING, Counter, at, book_for_group, book_for_program, porter, shuttles
from tests.statements import statements

TUESDAY = at(10)
NOBODY = "1M8GDM9AXKP042788"


@pytest.fixture
def premium(desk: Counter):
    return shuttles(desk.store)


def doing(desk: Counter, *cars: Vehicle) -> dict:
    """A porter's press of the button: nobody needs a permission for it."""
    return {"dealership": desk.store, "vins": [car.vin for car in cars], "by": porter(), "at": TUESDAY}


def home(car: Vehicle) -> str:
    return Vehicle.objects.get(pk=car.pk).home_group.name


def why(moved: Moved) -> dict[str, str]:
    return {refusal.name: refusal.why for refusal in moved.refused}


def test_a_porter_moves_two_vehicles_to_another_home_group(desk: Counter, premium):
    moved = move_vehicles(**doing(desk, desk.rx_350, desk.es_350), to_group=premium)

    assert sorted(moved.done) == sorted([desk.rx_350.vin, desk.es_350.vin])
    assert (moved.refused, home(desk.rx_350), home(desk.es_350)) == ((), "Courtesy shuttles", "Courtesy shuttles")
    event = history(dealership=desk.store, subject=desk.rx_350.reference)[0]
    assert event.verb == "groups or programs changed"
    assert event.details["Home group"] == "Service loaners → Courtesy shuttles"


@pytest.mark.parametrize("status", ["maintenance", "hard_hold", "shuttle"])
def test_those_that_can_are_moved_and_the_others_are_named_with_the_reason(desk: Counter, premium, status: str):
    set_status(dealership=desk.store, vin=desk.es_350.vin, status=status, by=porter(), at=MONDAY_MORNING)

    moved = move_vehicles(**doing(desk, desk.rx_350, desk.es_350), to_group=premium)

    assert (moved.done, home(desk.es_350)) == ((desk.rx_350.vin,), "Service loaners")
    label = status.replace("_", " ").capitalize()
    assert why(moved) == {"LX 352": f"It is {label}. Groups and programs change in In preparation, Staged or Returned."}


@pytest.mark.parametrize("status", ["in_preparation", "staged", "returned"])
def test_every_available_status_lets_a_vehicle_move(desk: Counter, premium, status: str):
    set_status(dealership=desk.store, vin=desk.rx_350.vin, status=status, by=porter(), at=MONDAY_MORNING)

    assert move_vehicles(**doing(desk, desk.rx_350), to_group=premium).done == (desk.rx_350.vin,)


def test_a_vehicle_is_added_to_groups_and_programs_and_taken_out_again(desk: Counter, premium):
    added = also_add(**doing(desk, desk.rx_350), to_groups=[premium.pk])
    there = memberships(dealership=desk.store, vins=[desk.rx_350.vin])[desk.rx_350.vin]
    out = take_out(**doing(desk, desk.rx_350), of_groups=[premium.pk], of_programs=[desk.program.pk])
    gone = memberships(dealership=desk.store, vins=[desk.rx_350.vin])[desk.rx_350.vin]

    assert (len(added.done), len(out.done)) == (1, 1)
    lent_in = frozenset({desk.program.pk})
    assert there == Membership(home=desk.group.pk, groups=frozenset({premium.pk}), programs=lent_in)
    assert gone == Membership(home=desk.group.pk)


def test_a_vehicle_that_moves_to_where_it_also_was_is_there_once(desk: Counter, premium):
    also_add(**doing(desk, desk.rx_350), to_groups=[premium.pk])

    move_vehicles(**doing(desk, desk.rx_350), to_group=premium)

    there = memberships(dealership=desk.store, vins=[desk.rx_350.vin])[desk.rx_350.vin]
    assert (there.home, there.groups) == (premium.pk, frozenset())


def test_a_vehicle_never_leaves_its_home_group_for_nowhere(desk: Counter):
    moved = take_out(**doing(desk, desk.rx_350), of_groups=[desk.group.pk])

    assert moved.done == ()
    assert why(moved) == {"LX 350": "It is its home group. Move it to another home group instead."}


def test_what_is_so_already_and_what_is_not_ours_is_named(desk: Counter):
    moved = move_vehicles(
        dealership=desk.store, vins=[desk.rx_350.vin, NOBODY], to_group=desk.group, by=porter(), at=TUESDAY
    )

    assert moved.done == ()
    assert why(moved) == {
        NOBODY: "It is not in the fleet.",
        "LX 350": "Nothing to do: it is as you want it already.",
    }
    assert moved.undo == ""


def test_nothing_comes_into_a_group_that_was_removed(desk: Counter, premium):
    premium.archived_at = MONDAY_MORNING
    premium.save()

    with pytest.raises(GroupRemoved):
        move_vehicles(**doing(desk, desk.rx_350), to_group=premium)
    assert home(desk.rx_350) == "Service loaners"


def test_undoing_puts_back_those_that_nobody_moved_again(desk: Counter, premium):
    moved = move_vehicles(**doing(desk, desk.rx_350, desk.es_350), to_group=premium)
    also_add(**doing(desk, desk.es_350), to_groups=[desk.group.pk])

    undone = put_back(dealership=desk.store, code=moved.undo, by=porter(), at=TUESDAY)

    assert (undone.done, home(desk.rx_350), home(desk.es_350)) == (
        (desk.rx_350.vin,),
        "Service loaners",
        "Courtesy shuttles",
    )
    assert why(undone) == {"LX 352": "Its groups or programs were changed again since."}
    with pytest.raises(NothingToUndo):
        put_back(dealership=desk.store, code=moved.undo, by=porter(), at=TUESDAY)


def test_a_pending_contract_keeps_its_vehicle_and_its_group_and_is_marked(desk: Counter, premium):
    loan = book_for_program(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=desk.advisor, at=MONDAY_MORNING)

    move_vehicles(**doing(desk, desk.rx_350), to_group=premium)
    tell(desk, loan)

    contract = Contract.objects.get(reservation=loan)
    assert (contract.vehicle, contract.group) == (desk.rx_350, desk.group)
    assert contract.mark == "LX 350 is in Courtesy shuttles now. This contract stays with Service loaners."
    assert "groups or programs changed" in {
        event.verb for event in history(dealership=desk.store, subject=loan.reference)
    }


def test_a_contract_is_marked_when_its_vehicle_leaves_the_program_and_no_longer_once_it_is_back(desk: Counter):
    loan = book_for_program(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=desk.advisor, at=MONDAY_MORNING)

    out = take_out(**doing(desk, desk.rx_350), of_programs=[desk.program.pk])
    tell(desk, loan)
    marked = Contract.objects.get(reservation=loan).mark
    put_back(dealership=desk.store, code=out.undo, by=porter(), at=TUESDAY)
    tell(desk, loan)

    assert marked == "LX 350 is not in OneApp Rental any more. It stays assigned."
    assert Contract.objects.get(reservation=loan).mark == ""


def test_a_vehicle_that_is_still_in_the_booked_group_leaves_no_mark(desk: Counter, premium):
    loan = book_for_group(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=desk.advisor, at=MONDAY_MORNING)

    move_vehicles(**doing(desk, desk.rx_350), to_group=premium)
    also_add(**doing(desk, desk.rx_350), to_groups=[desk.group.pk])
    tell(desk, loan)

    assert Contract.objects.get(reservation=loan).mark == ""


def tell(desk: Counter, loan) -> None:
    """What the worker does with the facts that wait."""
    waiting = Effect.objects.filter(dealership=desk.store, kind="contracts.effects.watching.vehicle_regrouped")
    assert waiting.exists()
    for effect in waiting.order_by("pk"):
        vehicle_regrouped(dealership=desk.store, payload=effect.payload, at=TUESDAY)


def test_moving_two_costs_as_many_statements_as_moving_one(desk: Counter, premium):
    with statements() as for_one:
        move_vehicles(**doing(desk, desk.rx_350), to_group=premium)
    with statements() as for_two:
        move_vehicles(**doing(desk, desk.rx_350, desk.es_350), to_group=desk.group)

    assert len(for_two) == len(for_one), for_two.texts
