"""Two at once: a category's name is given once, and what comes to a category while it is removed is seen or too late."""

from collections.abc import Callable
from typing import Any

import pytest

from dealerships.tenancy import as_dealership
from fleet.domain.categories import CategoryDetails, category_in_words
from fleet.models import VehicleCategory
from fleet.queries.categories import UnknownCategory
from fleet.services.categories import CategoryNameTaken, change_category, create_category
from kernel.changes import Overtaken, fingerprint
from reservations.domain.booking import NotBookable
from reservations.services.removing_categories import CategoryInUse, remove_category
from tests.races import race
from tests.situations import Counter, at, booked, manager
from tests.situations.cars import category
from tests.situations.staff import actor

HELEN = actor("Helen Park", "General manager")
VAN = CategoryDetails(name="Van")


@pytest.fixture
def van(committed_desk: Counter) -> VehicleCategory:
    """A category that nothing has."""
    with as_dealership(committed_desk.store):
        return category(committed_desk.store, "Van", "")


def removing(desk: Counter, van: VehicleCategory) -> Callable[[], Any]:
    return lambda: remove_category(dealership=desk.store, category_id=van.pk, by=HELEN, at=at(9))


def called(desk: Counter, van: VehicleCategory, name: str) -> Callable[[], Any]:
    """Somebody who was shown a van saves another name."""
    told: dict[str, Any] = {"shown": fingerprint(category_in_words(VAN)), "by": manager(), "at": at(9)}
    details = CategoryDetails(name=name)
    return lambda: change_category(dealership=desk.store, category_id=van.pk, details=details, **told)


def test_one_name_is_given_once(committed_desk: Counter):
    store = committed_desk.store

    one, other = race(
        store,
        lambda: create_category(dealership=store, details=CategoryDetails(name="Bus"), by=HELEN, at=at(9)),
        lambda: create_category(dealership=store, details=CategoryDetails(name="b us"), by=manager(), at=at(9)),
    )

    assert one.refusal is None
    assert isinstance(other.refusal, CategoryNameTaken)


def test_of_two_who_change_it_the_second_is_overtaken(committed_desk: Counter, van: VehicleCategory):
    one, other = race(committed_desk.store, called(committed_desk, van, "Bus"), called(committed_desk, van, "Coach"))

    assert one.refusal is None
    assert isinstance(other.refusal, Overtaken)


def test_of_two_who_remove_it_the_second_finds_none(committed_desk: Counter, van: VehicleCategory):
    one, other = race(committed_desk.store, removing(committed_desk, van), removing(committed_desk, van))

    assert one.refusal is None
    assert isinstance(other.refusal, UnknownCategory)


def test_a_removal_sees_the_booking_that_is_being_made(committed_desk: Counter, van: VehicleCategory):
    desk = committed_desk

    one, other = race(desk.store, lambda: booked(desk, group_id=desk.group.pk, category_id=van.pk), removing(desk, van))

    assert one.refusal is None
    assert isinstance(other.refusal, CategoryInUse)
    assert str(other.refusal) == "“Van” is in use: 1 open contract."


def test_a_booking_comes_too_late_for_a_category_that_is_being_removed(committed_desk: Counter, van: VehicleCategory):
    desk = committed_desk

    one, other = race(desk.store, removing(desk, van), lambda: booked(desk, group_id=desk.group.pk, category_id=van.pk))

    assert one.refusal is None
    assert isinstance(other.refusal, NotBookable)
