"""A request is done once, however often it is sent with its key."""

from datetime import timedelta

import time_machine

from customers.models import Customer
from dealerships.models import ApiAnswer
from tests.api.caller import Caller, caller
from tests.situations import Counter, book_for_group

JORDAN = {"first_name": "Jordan", "last_name": "Ellis", "phone": "(217) 555-0177"}


def test_every_post_asks_for_a_key(scheduler: Caller, desk: Counter):
    answer = scheduler.post("customers", JORDAN, key="")

    assert (answer.status_code, answer.json()["title"]) == (400, "Key missing")
    assert Customer.objects.filter(last_name="Ellis").count() == 0


def test_the_same_request_again_gets_the_same_answer_and_does_nothing(scheduler: Caller, desk: Counter):
    first = scheduler.post("customers", JORDAN, key="k-1")

    second = scheduler.post("customers", JORDAN, key="k-1")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert Customer.objects.filter(last_name="Ellis").count() == 1


def test_another_request_under_the_key_is_refused(scheduler: Caller, desk: Counter):
    scheduler.post("customers", JORDAN, key="k-1")

    other_body = scheduler.post("customers", JORDAN | {"first_name": "Jo"}, key="k-1")
    other_address = scheduler.post("price", JORDAN, key="k-1")

    assert [answer.json()["title"] for answer in (other_body, other_address)] == ["Key reused", "Key reused"]
    assert other_body.status_code == 409


def test_a_key_is_one_tokens_own(scheduler: Caller, desk: Counter):
    scheduler.post("customers", JORDAN, key="k-1")

    answer = caller(desk.store).post("customers", JORDAN | {"first_name": "Jo"}, key="k-1")

    assert answer.status_code == 201


def test_a_refused_request_leaves_nothing_behind_and_may_be_tried_again(scheduler: Caller, desk: Counter):
    loan = book_for_group(desk)
    refused = scheduler.post(f"contracts/{loan.code}/walk-around", key="k-1")
    scheduler.post(f"contracts/{loan.code}/assign", {"vin": desk.rx_350.vin})

    again = scheduler.post(f"contracts/{loan.code}/walk-around", key="k-1")

    assert (refused.status_code, refused.json()["title"]) == (409, "No vehicle assigned")
    assert again.status_code == 200
    assert ApiAnswer.objects.filter(key="k-1").count() == 1


def test_an_answer_is_kept_for_a_day_and_then_taken_along_by_another_request(
    scheduler: Caller, desk: Counter, clock: time_machine.Traveller
):
    scheduler.post("customers", JORDAN, key="monday")
    clock.shift(timedelta(hours=23))
    scheduler.post("customers", JORDAN | {"first_name": "Jo"}, key="tuesday")
    kept_for_23_hours = ApiAnswer.objects.filter(key="monday").exists()

    clock.shift(timedelta(hours=2))
    scheduler.post("customers", JORDAN | {"first_name": "Joan"}, key="a-little-later")

    assert kept_for_23_hours
    assert sorted(ApiAnswer.objects.values_list("key", flat=True)) == ["a-little-later", "tuesday"]


def test_a_request_that_is_sent_again_after_days_is_not_done_again(
    scheduler: Caller, desk: Counter, clock: time_machine.Traveller
):
    first = scheduler.post("customers", JORDAN, key="k-1")
    clock.shift(timedelta(days=3))

    second = scheduler.post("customers", JORDAN, key="k-1")

    assert first.content == second.content
    assert Customer.objects.filter(last_name="Ellis").count() == 1
