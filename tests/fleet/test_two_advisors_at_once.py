"""Two advisors want one vehicle at once: one gets it, the other waits and is told who has it."""

from dealerships.tenancy import as_dealership
from fleet.domain.details import version_of
from fleet.models import Commitment, Vehicle
from fleet.services import OlderVersion, VehicleTaken, change_version, free_vehicle, set_status
from fleet.services.committing import told_in_words
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from tests.races import race
from tests.situations import MONDAY_MORNING, Counter, at, out, promise

LATER, LATER_STILL = at(16), at(18)


def test_of_two_who_assign_one_vehicle_one_gets_it_and_the_other_reads_who_has_it(committed_desk: Counter):
    desk = committed_desk

    dana, riley = race(
        desk.store,
        lambda: promise(desk, "contract/LS-7Q4M"),
        lambda: promise(desk, "contract/LS-2BBB"),
    )

    assert dana.refusal is None
    assert isinstance(riley.refusal, VehicleTaken)
    assert str(riley.refusal) == "LX 350 is taken by contract LS-7Q4M until Thu, Mar 12, 9:00 AM."
    with as_dealership(desk.store):
        assert [row.about for row in Commitment.objects.all()] == ["contract/LS-7Q4M"]


def test_the_second_gets_the_vehicle_when_the_first_gives_it_up(committed_desk: Counter):
    desk = committed_desk

    def change_of_mind() -> None:
        promise(desk, "contract/LS-7Q4M")
        free_vehicle(dealership=desk.store, about="contract/LS-7Q4M", by=desk.advisor, at=MONDAY_MORNING)

    dana, riley = race(desk.store, change_of_mind, lambda: promise(desk, "contract/LS-2BBB"))

    assert (dana.refusal, riley.refusal) == (None, None)
    assert riley.value.about == "contract/LS-2BBB"


def test_of_two_who_assign_it_for_different_weeks_both_get_it(committed_desk: Counter):
    desk = committed_desk

    dana, riley = race(
        desk.store,
        lambda: promise(desk, "contract/LS-7Q4M"),
        lambda: promise(desk, "contract/LS-2BBB", from_at=LATER, until=LATER_STILL),
    )

    assert (dana.refusal, riley.refusal) == (None, None)


def test_of_two_who_hand_one_contract_over_one_does(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        promise(desk, "contract/LS-7Q4M")

    dana, riley = race(desk.store, lambda: out(desk, "contract/LS-7Q4M"), lambda: out(desk, "contract/LS-7Q4M"))

    assert dana.refusal is None
    assert isinstance(riley.refusal, IllegalMove)
    assert str(riley.refusal) == "The vehicle is rented; only a staged one can start."


def test_a_vehicle_put_on_hold_meanwhile_is_not_handed_over(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        promise(desk, "contract/LS-7Q4M")

    pat, dana = race(
        desk.store,
        lambda: set_status(
            dealership=desk.store, vin=desk.rx_350.vin, status="hard_hold", by=desk.advisor, at=MONDAY_MORNING
        ),
        lambda: out(desk, "contract/LS-7Q4M"),
    )

    assert pat.refusal is None
    assert isinstance(dana.refusal, IllegalMove)
    with as_dealership(desk.store):
        assert Vehicle.objects.get(pk=desk.rx_350.pk).status == "hard_hold"


def test_without_its_lock_the_database_still_refuses_and_says_so_in_words(committed_desk: Counter):
    desk = committed_desk
    row = {"dealership": desk.store, "vehicle": desk.rx_350, "starts_at": LATER, "ends_at": LATER_STILL}

    def straight_into_the_table() -> None:
        Commitment.objects.create(about="contract/LS-7Q4M", **row)

    def asked_after_the_look() -> None:
        with told_in_words(desk.store, desk.rx_350, Period(LATER, LATER_STILL), about="contract/LS-2BBB", at=LATER):
            Commitment.objects.create(about="contract/LS-2BBB", **row)

    dana, riley = race(desk.store, straight_into_the_table, asked_after_the_look)

    assert dana.refusal is None
    assert isinstance(riley.refusal, VehicleTaken)
    assert "taken by contract LS-7Q4M" in str(riley.refusal)


def test_of_two_systems_that_change_one_version_the_second_is_told(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        version = version_of(Vehicle.objects.get(vin=desk.rx_350.vin).details())

    def moved_to(place: str) -> Vehicle:
        return change_version(
            dealership=desk.store,
            vin=desk.rx_350.vin,
            version=version,
            said={"location": place},
            by=desk.advisor,
            at=MONDAY_MORNING,
        )

    first, second = race(desk.store, lambda: moved_to("Lot A"), lambda: moved_to("Lot B"))

    assert first.refusal is None
    assert isinstance(second.refusal, OlderVersion)
    with as_dealership(desk.store):
        assert Vehicle.objects.get(vin=desk.rx_350.vin).location == "Lot A"
