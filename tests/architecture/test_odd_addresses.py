"""An address, or a record that it asks for, in which stands what no database can hold: there is nothing here."""

import pytest
from django.test import Client

from tests.architecture.test_neighbours import routes
from tests.situations import Counter, riley
from tests.situations.fixtures import desk, store

__all__ = ["desk", "store"]

ODD = {"str": "%00", "int": "99999999999999999999"}
NOTHING = {404, 405}


@pytest.fixture
def signed_in(client: Client, desk: Counter) -> Client:
    user = riley(desk.store).user
    assert user is not None
    client.force_login(user)
    return client


def oddly(path: str) -> str:
    """The address with the oddest names in it, under the dealership's own word."""
    for kind, odd in ODD.items():
        while (start := path.find(f"<{kind}:")) >= 0:
            path = path[:start] + odd + path[path.index(">", start) + 1 :]
    return "/" + path.replace("<slug:dealership_slug>", "springfield")


def test_nothing_has_a_name_that_can_not_be_kept(signed_in: Client):
    odd = [oddly(route.path) for route in routes() if len(route.names) > 1]

    answers = {address: {signed_in.get(address).status_code, signed_in.post(address).status_code} for address in odd}

    assert len(odd) > 40
    assert {address: said for address, said in answers.items() if not said <= NOTHING} == {}


def test_no_guest_is_booked_for_under_such_a_name(signed_in: Client):
    assert signed_in.get("/springfield/contracts/new/?customer=%00").status_code == 404


def test_a_vehicle_that_is_none_is_left_out_of_those_that_move(signed_in: Client, desk: Counter):
    asked = signed_in.get("/springfield/vehicles/groups/", {"vin": ["\0", desk.rx_350.vin]})
    sent = signed_in.post("/springfield/vehicles/groups/", {"vins": f"\0 {desk.rx_350.vin}", "what": "home"})

    assert (asked.status_code, sent.status_code) == (200, 422)
    assert desk.rx_350.plate in asked.text


@pytest.mark.parametrize("path", ["/accounts/login/", "/webhooks/twilio/nobody/status/", "/api/v1/nowhere"])
def test_a_form_in_an_alphabet_that_is_not_read_is_refused_and_no_fault_of_ours(db, path: str):
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.get("/accounts/login/")

    answer = browser.post(path, b"name=Avery", content_type="application/x-www-form-urlencoded; charset=utf-7")

    assert answer.status_code in {400, 404}
