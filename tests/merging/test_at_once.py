"""Two staff merge the same profiles at once: one merge, and the other is told."""

from contracts.services.merging import merge_guests, undo_merge
from customers.models import Customer, Merge
from customers.services import NothingToUndo, UnableToMerge
from dealerships.tenancy import as_dealership
from tests.merging.conftest import a_quinn
from tests.races import race
from tests.situations import Counter, at, manager


def test_of_two_who_merge_two_profiles_into_each_other_one_does(committed_desk: Counter):
    desk, avery = committed_desk, committed_desk.avery
    with as_dealership(desk.store):
        twin = a_quinn(desk)

    dana, riley = race(desk.store, lambda: merging(desk, avery, twin), lambda: merging(desk, twin, avery))

    assert dana.refusal is None
    assert isinstance(riley.refusal, UnableToMerge)
    assert str(riley.refusal) == "A. Quinn was merged into another profile already. Look at that one."
    with as_dealership(desk.store):
        assert list(Customer.objects.exclude(survivor=None)) == [twin]


def test_of_two_who_undo_a_merge_one_does(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        twin = a_quinn(desk)
        merging(desk, desk.avery, twin)

    dana, riley = race(desk.store, lambda: parting(desk, twin), lambda: parting(desk, twin))

    assert dana.refusal is None
    assert isinstance(riley.refusal, NothingToUndo)
    with as_dealership(desk.store):
        assert Merge.objects.filter(undone_at=None).count() == 0


def merging(desk: Counter, survivor: Customer, duplicate: Customer) -> None:
    merge_guests(dealership=desk.store, survivor=survivor, duplicate=duplicate, take=(), by=manager(), at=at(9, 10))


def parting(desk: Counter, twin: Customer) -> None:
    undo_merge(dealership=desk.store, duplicate=twin, by=manager(), at=at(9, 11))
