"""The published schemas: open, valid, and of one mind with the parser, whatever the message."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from integrations.lexus_app.parsing import Faulty, parse
from integrations.lexus_app.schemas import RECEIVED, SENT, schema
from tests.lexus_app.app import INSURANCE, LICENCE, booking, cancellation, message, update

RESERVE = {"vin": "JTJAAAABXPA000001", "purchased_on": "2025-06-14", "days_left": 27}
CARD = {"processor": "stripe", "account": "acct_1Springfield", "token": "pm_card_visa"}
WHOLE = booking(license=LICENCE, insurance=INSURANCE, reserve=RESERVE, payment_method=CARD, notes="Child seat")
SAMPLES = {
    "reservation.created": WHOLE,
    "reservation.updated": update(2),
    "reservation.cancelled": cancellation(3),
    "guest.updated": message("guest.updated", dealer_code="63201", guest_id="lexus|4821", insurance=INSURANCE),
}
VALIDATORS = {name: Draft202012Validator(schema(name, f"https://loaners.example.com/{name}.json")) for name in RECEIVED}
PATHS = (
    *("type", "timestamp", "data", "data.reservation_id", "data.version", "data.dealer_code", "data.guest"),
    *("data.guest.full_name", "data.guest.email", "data.guest.guest_id", "data.pickup_at", "data.dropoff_at"),
    *("data.vehicle_category", "data.preferred_model", "data.notes", "data.reserve", "data.reserve.vin"),
    *("data.reserve.purchased_on", "data.reserve.days_left", "data.license", "data.license.number"),
    *("data.license.country", "data.license.date_of_birth", "data.license.expires_on", "data.insurance"),
    *("data.insurance.carrier", "data.insurance.expires_on", "data.payment_method", "data.payment_method.token"),
    *("data.guest_id", "data.email", "data.reason"),
)
VALUES: tuple[Any, ...] = (
    *(None, "", "  ", " padded ", 0, 1, -1, 1.0, 1.5, 2**63 - 1, 2**63, True, [], {}, ["x"], {"vin": "x"}, "0", "é"),
    *("x" * 40, "x" * 80, "x" * 81, "x" * 120, "x" * 160, "x" * 161, "x" * 5001, "avery@example.com", "avery@", "@"),
    *("2026-03-09", "2026-13-09", "2026-03-09T09:00:00", "2026-03-09T09:00:00-05:00", "2026-03-09T09:00Z"),
    *("2026-03-09t09:00:00z", "2026-03-09T25:00:00Z", "2026-03-09T09:00:00+24:00", "2026-03-09T09:00:60Z"),
    *("1899-01-01", "2026-03-09T09:00:00.1234567890Z", "٢٠٢٦-03-09", "JTJAAAABXPA000001", "jtjaaaabxpa000001"),
    *("JTJAAAABXPA00000I", "Avery\nQuinn", "reservation.created", "a b", {"number": "1", "state": "x" * 11}),
)
BEYOND = {"This field must be after pickup_at.", "This field has characters that can't be kept."}
"""What no schema says."""


def as_one_would_write_it(value: Any) -> Any:
    """Without blanks around texts and without empty fields."""
    if isinstance(value, dict):
        kept = {name: as_one_would_write_it(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None and inner != ""}
    return value.strip() if isinstance(value, str) else value


def with_value(told: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    changed = deepcopy(told)
    *way, name = path.split(".")
    inside = changed
    for step in way:
        inside = inside.setdefault(step, {})
    inside[name] = value
    return changed


def faults(told: Any) -> set[str]:
    try:
        parse(told)
    except Faulty as faulty:
        return {fault.message for fault in faulty.faults}
    return set()


def agree(name: str, told: dict[str, Any]) -> None:
    """The parser refuses exactly what the schema of the type calls invalid, save what no schema says."""
    written = as_one_would_write_it(told)
    if not isinstance(written.get("type"), str) or written["type"] != name:
        return  # another type has another schema
    refused = bool(faults(told) - BEYOND)
    assert refused is not VALIDATORS[name].is_valid(written), (faults(told), json.dumps(told))


def test_every_type_has_a_schema_that_is_one_and_open_to_everybody(client: Client, db: None) -> None:
    listed = client.get("/api/schemas/lexus-app/").json()
    answers = {name: client.get(f"/api/schemas/lexus-app/{name}.json") for name in (*RECEIVED, *SENT)}
    missing = client.get("/api/schemas/lexus-app/reservation.json")

    assert {name: answer.json()["$id"] for name, answer in answers.items()} == {**listed["received"], **listed["sent"]}
    assert {answer["Content-Type"] for answer in answers.values()} == {"application/schema+json"}
    for answer in answers.values():
        Draft202012Validator.check_schema(answer.json())
    assert missing.status_code == 404


@pytest.mark.parametrize("name", RECEIVED)
def test_a_sample_of_every_type_is_valid_and_read(name: str) -> None:
    assert list(VALIDATORS[name].iter_errors(SAMPLES[name])) == []
    assert faults(SAMPLES[name]) == set()


@pytest.mark.parametrize("name", RECEIVED)
def test_parser_and_schema_agree_on_every_value_in_every_place(name: str) -> None:
    for path in PATHS:
        for value in VALUES:
            agree(name, with_value(SAMPLES[name], path, value))
        whole = deepcopy(SAMPLES[name])
        *way, last = path.split(".")
        inside: Any = whole
        for step in way:
            inside = inside.get(step, {})
        inside.pop(last, None)
        agree(name, whole)


@given(
    name=st.sampled_from(sorted(RECEIVED)),
    changes=st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(VALUES)), min_size=2, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_parser_and_schema_agree_on_several_at_once(name: str, changes: list[tuple[str, Any]]) -> None:
    told = SAMPLES[name]
    for path, value in changes:
        try:
            told = with_value(told, path, value)
        except (TypeError, AttributeError):
            return  # something on the way is no object any more
    agree(name, told)
