"""The list of agreements: adding, naming, the default, archiving; who may, and what it asks of the database."""

import pytest
from django.test import Client

from fleet.services.archiving_agreements import archive_agreement
from programs.models import DriverAgreement
from programs.queries import agreements
from programs.services.agreements import NameTaken, StillUsed, create_agreement, make_default
from tests.races import race
from tests.situations import Counter, at, manager
from tests.statements import statements

MOST = 15
LIST = "/springfield/settings/agreements/"


def test_the_list_says_who_uses_which_and_which_a_contract_carries(signed_in: Client, desk: Counter):
    desk.group.agreement = desk.agreement
    desk.group.save()

    shown = signed_in.get(LIST).text

    assert "Group Service loaners" in shown
    assert "<b>Loaner agreement</b>, the group&#x27;s" in shown
    assert "<b>Loaner agreement</b>, the default" in shown


def test_a_new_one_opens_to_be_written_and_its_name_is_used_once(signed_in: Client, desk: Counter):
    made = signed_in.post(f"{LIST}add/", {"name": "Electric cars"})
    again = signed_in.post(f"{LIST}add/", {"name": " electric CARS "})

    electric = DriverAgreement.objects.get(dealership=desk.store, name="Electric cars")
    assert made["Location"] == f"{LIST}{electric.code}/"
    assert signed_in.get(made["Location"]).status_code == 200
    assert again.status_code == 422
    assert 'id="id_name_error"' in again.text
    assert "There is an agreement “electric CARS” already." in again.text


def test_of_two_who_give_one_name_at_once_one_is_told(committed_desk: Counter):
    store = committed_desk.store

    def add():
        return create_agreement(dealership=store, name="Electric cars", by=manager(), at=at(9))

    first, second = race(store, add, add)

    assert first.refusal is None
    assert isinstance(second.refusal, NameTaken)


def test_it_is_renamed(signed_in: Client, desk: Counter, page: str):
    signed_in.post(f"{page}rename/", {"name": "Service loaner"})

    assert "Service loaner" in signed_in.get(LIST).text


def test_there_is_one_default(signed_in: Client, desk: Counter):
    electric = add(desk, "Electric cars")

    signed_in.post(f"{LIST}{electric.code}/default/")

    defaults = agreements(dealership=desk.store).filter(is_default=True)
    assert [each.name for each in defaults] == ["Electric cars"]


def test_of_two_who_choose_a_default_at_once_the_later_counts(committed_desk: Counter):
    desk = committed_desk
    from dealerships.tenancy import as_dealership

    with as_dealership(desk.store):
        electric, winter = add(desk, "Electric cars"), add(desk, "Winter")

    race(desk.store, lambda: choose(desk, electric), lambda: choose(desk, winter))

    with as_dealership(desk.store):
        assert [each.name for each in agreements(dealership=desk.store).filter(is_default=True)] == ["Winter"]


@pytest.mark.parametrize("used_by", ["default", "program", "group"])
def test_one_that_is_used_is_not_archived_and_says_by_what(signed_in: Client, desk: Counter, used_by: str):
    electric = add(desk, "Electric cars")
    said = {
        "default": "it is the default",
        "program": "the program OneApp Rental",
        "group": "the group Service loaners",
    }
    if used_by == "default":
        choose(desk, electric)
    else:
        row = getattr(desk, used_by)
        row.agreement = electric
        row.save()

    answer = signed_in.post(f"{LIST}{electric.code}/archive/")

    assert answer.status_code == 422
    assert said[used_by] in answer.text
    electric.refresh_from_db()
    assert electric.archived_at is None


def test_one_that_nothing_uses_is_archived_and_its_name_is_free(signed_in: Client, desk: Counter):
    electric = add(desk, "Electric cars")

    signed_in.post(f"{LIST}{electric.code}/archive/")

    assert signed_in.get(f"{LIST}{electric.code}/").status_code == 404
    assert add(desk, "Electric cars").code != electric.code


def test_an_agreement_is_not_archived_while_somebody_makes_it_the_default(committed_desk: Counter):
    desk = committed_desk
    from dealerships.tenancy import as_dealership

    with as_dealership(desk.store):
        electric = add(desk, "Electric cars")

    first, second = race(
        desk.store,
        lambda: choose(desk, electric),
        lambda: archive_agreement(dealership=desk.store, agreement=electric, by=manager(), at=at(9)),
    )

    assert first.refusal is None
    assert isinstance(second.refusal, StillUsed)


def test_only_an_admin_sees_them(client: Client, desk: Counter, page: str):
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)

    assert client.get(LIST).status_code == 404
    assert client.get(page).status_code == 404
    assert client.post(f"{page}publish/").status_code == 404


def test_the_pages_ask_as_much_for_many_as_for_few(signed_in: Client, desk: Counter, page: str):
    for path in (LIST, page):
        signed_in.get(path)
        with statements() as few:
            signed_in.get(path)
        for number in range(8):
            add(desk, f"{path}{number}")
        with statements() as many:
            signed_in.get(path)

        assert len(few) == len(many) <= MOST, "\n".join(many.texts)


def add(desk: Counter, name: str) -> DriverAgreement:
    return create_agreement(dealership=desk.store, name=name, by=manager(), at=at(9))


def choose(desk: Counter, agreement: DriverAgreement) -> None:
    make_default(dealership=desk.store, agreement=agreement, by=manager(), at=at(9))
