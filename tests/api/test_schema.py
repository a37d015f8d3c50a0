"""The schema: open to everybody, valid, with every operation described; and what it says is so."""

from drf_spectacular.validation import validate_schema

from config.api.refusals import CONFLICTS, MISTAKES, UNKNOWN
from contracts.views.acting import REFUSALS
from dealerships.domain.permissions import NotAllowed
from tests.api.caller import Caller
from tests.api.operations import operations, schema
from tests.situations import Counter

FIRST_SLICE = 48


def test_the_schema_is_open_and_valid(client, db):
    answer = client.get("/api/schema/")

    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"
    validate_schema(answer.json())


def test_every_operation_is_described_and_says_how_it_refuses():
    assert len(operations()) == FIRST_SLICE
    for each in operations():
        assert each.told["description"], each
        assert each.told["x-scope"] in {"read", "book", "counter", "accounting", "fleet", "positions"}, each
        assert each.told["security"] == [{"token": []}], each
        assert "application/problem+json" in each.told["responses"]["401"]["content"], each


def test_every_post_asks_for_a_key_and_says_so(scheduler: Caller, desk: Counter):
    posts = [each for each in operations() if each.method == "post"]

    for each in posts:
        keys = [one for one in each.told["parameters"] if one["name"] == "Idempotency-Key"]
        assert [one["required"] for one in keys] == [True], each
        answer = scheduler.post(each.filled({}), each.example, key="")
        assert (answer.status_code, answer.json()["title"]) == (400, "Key missing"), each


def test_without_a_token_nothing_is_answered(desk: Counter):
    nobody = Caller(secret="")

    for each in operations():
        answer = nobody.get(each.filled({})) if each.method == "get" else nobody.post(each.filled({}), each.example)
        assert answer.status_code == 401, each


def test_whatever_the_counters_pages_refuse_the_api_refuses_in_the_same_words():
    assert set(REFUSALS) <= {*CONFLICTS, *MISTAKES, *UNKNOWN, NotAllowed}


def test_a_reference_to_a_shape_leads_somewhere():
    known = set(schema()["components"]["schemas"])

    assert {"Problem", "Contract", "Reservation", "Customer", "Vehicle", "ContractStatus", "VehicleStatus"} <= known
