"""Two requests at one moment: the same one twice waits and gets the same answer, others don't wait for each other."""

from threading import Event

from customers.models import Customer
from dealerships.tenancy import as_dealership
from tests.api.caller import caller
from tests.races import Runner, race
from tests.situations import Counter

JORDAN = {"first_name": "Jordan", "last_name": "Ellis"}


def test_of_two_alike_one_is_done_and_both_are_answered(committed_desk: Counter):
    system = caller(committed_desk.store)

    first, second = race(
        committed_desk.store,
        lambda: system.post("customers", JORDAN, key="k-1"),
        lambda: system.post("customers", JORDAN, key="k-1"),
    )

    assert (first.refusal, second.refusal) == (None, None)
    assert (first.value.status_code, first.value.content) == (second.value.status_code, second.value.content)
    with as_dealership(committed_desk.store):
        assert Customer.objects.filter(last_name="Ellis").count() == 1


def test_while_the_first_request_of_an_hour_is_at_work_the_next_one_is_answered(committed_desk: Counter):
    system = caller(committed_desk.store)
    at_work, answered = Event(), Event()

    def still_at_work() -> None:
        at_work.set()
        answered.wait(5)

    first = Runner(work=lambda: system.get("vehicles"), dealership=committed_desk.store, before_commit=still_at_work)
    first.start()
    at_work.wait(5)
    second = Runner(work=lambda: system.get("vehicles"), dealership=committed_desk.store, before_commit=answered.set)
    second.start()

    assert answered.wait(3), "It waited for the first one's note that the token is used."
    first.join()
    second.join()
    assert first.value.status_code == second.value.status_code == 200
