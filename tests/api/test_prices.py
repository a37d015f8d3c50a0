"""Prices by the API: the engine's own answer, numbers read as they are written."""

import json

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case
from tests.api.caller import Caller
from tests.api.operations import operations


def test_the_example_of_the_schema_is_priced(scheduler: Caller):
    (operation,) = [each for each in operations() if each.path == "/api/v1/price"]

    answer = scheduler.post("price", operation.example)

    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(invoice_form(price(*parse_case(operation.example)))))


def test_a_number_is_read_as_it_is_written(scheduler: Caller):
    (operation,) = [each for each in operations() if each.path == "/api/v1/price"]
    text = json.dumps(operation.example).replace('"20.00"', "99999999999999.12345")

    answer = scheduler.post("price", text)

    # A float would make it 99999999999999.12; read as it is written it stands whole.
    assert answer.json()["lines"][0]["unit_price"] == "99999999999999.12345"


def test_bad_usage_names_its_field(scheduler: Caller):
    (operation,) = [each for each in operations() if each.path == "/api/v1/price"]

    for body, field in ((operation.example | {"dropoff": "2026-03-01T09:00:00-06:00"}, "dropoff"), ([], "[]")):
        answer = scheduler.post("price", json.dumps(body))
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
