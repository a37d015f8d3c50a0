"""The same request twice at one moment: the second waits for the first, and gets its answer."""

from customers.models import Customer
from dealerships.tenancy import as_dealership
from tests.api.caller import caller
from tests.races import race
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
