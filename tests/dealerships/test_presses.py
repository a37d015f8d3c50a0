"""A form does its work once, however often its button is pressed."""

from datetime import timedelta

from dealerships.models import Dealership, Press
from dealerships.services.pressing import claim_press, lead_press, where_press_led
from dealerships.tenancy import as_dealership
from tests.races import race
from tests.situations import Counter, at
from tests.situations.fixtures import committed_desk, desk, store
from tests.situations.stores import riverton

__all__ = ["committed_desk", "desk", "store"]

FORM, DASHBOARD, CONTRACT = "a" * 64, "/springfield/", "/springfield/contracts/LS-7Q4M/"


def test_a_second_press_waits_for_the_first_and_goes_where_that_led(committed_desk: Counter) -> None:
    store = committed_desk.store

    first, second = race(store, lambda: pressed(store, led_to=CONTRACT), lambda: pressed(store, led_to="elsewhere"))

    assert (first.value, second.value) == (CONTRACT, CONTRACT)


def test_the_same_key_next_door_is_another_form(desk: Counter) -> None:
    neighbour = riverton()
    pressed(desk.store, led_to=CONTRACT)

    with as_dealership(neighbour):
        first_there = claim_press(dealership=neighbour, key=FORM, target=DASHBOARD, at=at(9))

    assert first_there


def test_what_was_pressed_more_than_a_day_ago_is_tidied_away_by_the_next_press(desk: Counter) -> None:
    claim_press(dealership=desk.store, key="old", target=CONTRACT, at=at(9))
    claim_press(dealership=desk.store, key="of today", target=CONTRACT, at=at(9) + timedelta(hours=1))

    pressed(desk.store, led_to=CONTRACT, on=10)

    assert set(Press.objects.values_list("key", flat=True)) == {"of today", FORM}


def test_a_form_that_is_pressed_again_after_days_still_leads_where_it_led(desk: Counter) -> None:
    pressed(desk.store, led_to=CONTRACT, on=9)

    again = pressed(desk.store, led_to="elsewhere", on=12)

    assert again == CONTRACT


def pressed(store: Dealership, *, led_to: str, on: int = 9) -> str:
    """Press the button; where that leads."""
    moment = at(on) + timedelta(minutes=1)
    if not claim_press(dealership=store, key=FORM, target=DASHBOARD, at=moment):
        return where_press_led(dealership=store, key=FORM)
    lead_press(dealership=store, key=FORM, target=led_to)
    return led_to
