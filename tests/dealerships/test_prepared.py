"""A read of one shape: the same rows as the query it is made from, told anew with every run, through both walls."""

import pytest
from django.db import connection
from django.db.models import Q

from customers.models import Customer
from dealerships.prepared import one_of, prepared, told
from dealerships.tenancy import as_dealership
from tests.situations import avery, jordan, riverton, springfield
from tests.statements import statements

OFTEN = 12
"""More than it takes until a statement is kept by the server."""


@prepared
def guests():
    """A store's guests by name, with whom they were merged into."""
    return Customer.objects.filter(dealership=told("dealership")).select_related("survivor").order_by("name_key")


@prepared
def guests_called():
    return Customer.objects.filter(one_of("first_name", "names", "text"), dealership=told("dealership")).order_by("pk")


@prepared
def guests_by_key():
    rows = Customer.objects.filter(one_of("pk", "keys", "bigint"), dealership=told("dealership"))
    return rows.order_by("pk").values_list("pk", flat=True)


@prepared
def names_at_100_percent():
    rows = Customer.objects.filter(Q(first_name="100%") | Q(first_name__contains="s"), dealership=told("dealership"))
    return rows.order_by("first_name").values_list("first_name", "pk")


@pytest.fixture
def store(db):
    return springfield()


@pytest.fixture
def inside(store):
    with as_dealership(store):
        yield store


def test_the_rows_are_those_of_the_query(inside):
    first, second = avery(inside), jordan(inside)

    found = guests(dealership=inside)

    assert found == list(Customer.objects.filter(dealership=inside).order_by("name_key"))
    assert {guest.pk for guest in found} == {first.pk, second.pk}
    assert vars(found[0]).keys() == vars(Customer.objects.get(pk=found[0].pk)).keys()


def test_what_has_changed_since_is_seen_at_once(inside):
    guest = avery(inside)
    for _ in range(OFTEN):
        guests(dealership=inside)

    Customer.objects.filter(pk=guest.pk).update(first_name="Aveline")

    assert [each.first_name for each in guests(dealership=inside)] == ["Aveline"]


def test_the_next_store_gets_its_own_rows_from_the_same_shape(store):
    with as_dealership(store):
        avery(store)
        for _ in range(OFTEN):
            guests(dealership=store)
    next_door = riverton()

    with as_dealership(next_door):
        asked_for_their_own = guests(dealership=next_door)
        asked_for_springfield = guests(dealership=store)  # the walls refuse what the argument would allow

    assert asked_for_their_own == []
    assert asked_for_springfield == []


@pytest.mark.parametrize("names", [[], ["Avery"], ["Avery", "Jordan", "Nobody"]])
def test_one_of_several_takes_as_many_as_there_are(inside, names):
    avery(inside), jordan(inside)

    found = guests_called(dealership=inside, names=names)

    assert [guest.first_name for guest in found] == [name for name in ("Avery", "Jordan") if name in names]


def test_keys_of_any_size_are_one_statement(inside):
    guest = avery(inside)

    found = [guests_by_key(dealership=inside, keys=[guest.pk, other]) for other in (1, 70_000, 2**40)]

    assert found == [[guest.pk]] * 3


def test_a_part_of_a_list(inside):
    avery(inside), jordan(inside)

    parts = [guests.part(first, 1, dealership=inside) for first in (0, 1, 2)]

    assert [[guest.first_name for guest in part] for part in parts] == [["Avery"], ["Jordan"], []]


def test_percent_signs_in_a_shape_are_no_places(inside):
    guest = avery(inside)
    Customer.objects.filter(pk=guest.pk).update(first_name="100%")

    assert names_at_100_percent(dealership=inside) == [("100%", guest.pk)]


def test_a_run_is_one_statement_that_a_log_can_read(inside):
    guest = avery(inside)

    with statements() as seen:
        guests_by_key(dealership=inside, keys=[guest.pk])

    assert len(seen) == 1
    assert f"'{{{guest.pk}}}'::bigint[]" in seen.texts[0]


def test_the_server_plans_a_shape_once(inside):
    for _ in range(OFTEN):
        guests(dealership=inside)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s", ["%survivor_id%"]
        )
        plans = cursor.fetchall()

    assert len(plans) == 1
    assert plans[0][1] == 0


def test_a_shape_that_yields_something_else_is_refused():
    named = prepared(lambda: Customer.objects.filter(dealership=told("dealership")).values("code"))

    with pytest.raises(TypeError, match="not prepared"):
        named(dealership=1)
