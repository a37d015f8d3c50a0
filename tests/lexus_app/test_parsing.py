"""The form of a message: every fault at once, with its path; what is unknown is ignored."""

import json
from typing import Any

import pytest

from integrations.lexus_app.json_text import NotJson, read_json
from integrations.lexus_app.keeping import read
from integrations.lexus_app.parsing import Faulty, parse
from integrations.lexus_app.told import NewsOfGuest, ReservationTold, Unknown
from tests.lexus_app.app import GUEST, INSURANCE, LICENCE, booking, message, moment


def faults(told: Any) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        parse(told)
    return [fault.field for fault in faulty.value.faults]


def test_a_whole_reservation_is_read() -> None:
    told = parse(
        booking(
            license=LICENCE,
            insurance=INSURANCE,
            reserve={"vin": "jtjaaaabxpa000001", "purchased_on": "2025-06-14", "days_left": 27},
            payment_method={"processor": "stripe", "account": "acct_1Springfield", "token": "pm_card_visa"},
            notes="Child seat, please",
            favourite_colour="blue",
        )
    )

    assert isinstance(told, ReservationTold)
    assert (told.reservation_id, told.version, told.category, told.notes) == (
        "LX-7F3K9Q2M",
        1,
        "SUV",
        "Child seat, please",
    )
    assert told.pickup_at.isoformat() == "2026-03-09T14:00:00+00:00"
    assert told.reserve is not None
    assert told.reserve.vin == "JTJAAAABXPA000001"
    assert told.guest.licence is not None
    assert told.guest.card is not None


def test_all_that_is_optional_may_be_absent_null_or_empty() -> None:
    told = parse(booking(notes=None, preferred_model="", license={}, insurance=None, reserve=None, payment_method={}))

    assert isinstance(told, ReservationTold)
    assert (told.notes, told.preferred_model, told.reserve) == ("", "", None)
    assert (told.guest.licence, told.guest.insurance, told.guest.card) == (None, None, None)


@pytest.mark.parametrize("field", ["notes", "preferred_model", "reservation_id", "pickup_at", "version"])
def test_a_number_of_a_card_is_no_text_although_it_is_masked_as_one(field: str) -> None:
    told = booking()
    told["data"][field] = 4111111111111111

    with pytest.raises(Faulty) as faulty:
        read(json.dumps(told).encode())

    assert [fault.field for fault in faulty.value.faults] == [f"data.{field}"]
    assert "4111" not in str(faulty.value.faults)


def test_a_number_of_a_card_in_a_field_that_nobody_knows_is_masked() -> None:
    _, kept, _ = read(json.dumps(booking(points=4111111111111111)).encode())

    assert json.loads(json.dumps(kept))["data"]["points"] == "••••"


def test_a_licence_number_without_a_letter_or_digit_is_none() -> None:
    told = parse(booking(license=LICENCE | {"number": "- - -"}))

    assert isinstance(told, ReservationTold)
    assert told.guest.licence is None


def test_every_fault_is_named_at_once() -> None:
    told = booking(version=0, pickup_at="tomorrow", vehicle_category=" ", guest={"email": "avery", "phone": "555"})

    assert faults(told) == [
        "data.version",
        "data.pickup_at",
        "data.guest.full_name",
        "data.guest.email",
        "data.guest.phone",
        "data.vehicle_category",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reservation_id": 7}, "data.reservation_id"),
        ({"reservation_id": "x" * 81}, "data.reservation_id"),
        ({"reservation_id": "LX\x00"}, "data.reservation_id"),
        ({"notes": "\ud800"}, "data.notes"),
        ({"version": True}, "data.version"),
        ({"version": 1.5}, "data.version"),
        ({"version": 2**63}, "data.version"),
        ({"version": "1"}, "data.version"),
        ({"dealer_code": None}, "data.dealer_code"),
        ({"guest": "Avery"}, "data.guest"),
        ({"dropoff_at": "2026-03-09T09:00:00-05:00"}, "data.dropoff_at"),
        ({"dropoff_at": "2026-03-12T09:00:00"}, "data.dropoff_at"),
        ({"dropoff_at": "2026-03-12"}, "data.dropoff_at"),
        ({"dropoff_at": "2026-02-30T09:00:00Z"}, "data.dropoff_at"),
        ({"dropoff_at": "9999-12-31T23:59:59-23:59"}, "data.dropoff_at"),
        ({"reserve": {"days_left": 3}}, "data.reserve.vin"),
        ({"reserve": {"vin": "JTJAAAABXPA00000I"}}, "data.reserve.vin"),
        ({"license": {"number": "1", "date_of_birth": "1988-13-02"}}, "data.license.date_of_birth"),
        ({"insurance": {"expires_on": 20261231}}, "data.insurance.expires_on"),
        ({"payment_method": {"cvv": "123"}}, "data.payment_method.cvv"),
        ({"guest": {**GUEST, "full_name": "A" * 81}}, "data.guest.full_name"),
        ({"guest": {**GUEST, "full_name": "Ann " * 21 + "Quinn"}}, "data.guest.full_name"),
        ({"guest": {**GUEST, "phone": "+4915112345678901"}}, "data.guest.phone"),
        ({"guest": {**GUEST, "email": f"a@{'ß' * 60}.{'ß' * 60}.{'ß' * 60}.com"}}, "data.guest.email"),
        ({"license": {"number": "1", "state": "ß" * 10}}, "data.license.state"),
        ({"license": {"number": "1", "country": "ß1"}}, "data.license.country"),
    ],
)
def test_a_fault_is_named_by_its_path(changes: dict[str, Any], field: str) -> None:
    assert field in faults(booking(**changes))


@pytest.mark.parametrize("told", [None, [], "x", 1])
def test_what_is_no_object_is_no_message(told: Any) -> None:
    assert faults(told) == [""]


@pytest.mark.parametrize("told", [{}, {"type": "x", "timestamp": "now"}, {"type": "a b", "timestamp": moment(1)}])
def test_an_envelope_has_a_type_and_a_timestamp(told: dict[str, Any]) -> None:
    assert set(faults(told)) <= {"type", "timestamp"}


def test_news_of_a_guest_names_the_guest_by_id_or_email() -> None:
    told = parse(message("guest.updated", dealer_code="63201", email="avery.quinn@example.com", license=LICENCE))

    assert isinstance(told, NewsOfGuest)
    assert told.guest.licence is not None
    assert "data.guest_id" in faults(message("guest.updated", dealer_code="63201", license=LICENCE))


def test_a_type_that_is_not_ours_is_read_as_unknown() -> None:
    assert isinstance(parse(message("loyalty.points", anything=[1, 2])), Unknown)


def nested(deep: int) -> bytes:
    return b'{"a":' * (deep - 1) + b"[]" + b"}" * (deep - 1)


def test_twenty_levels_are_read_and_no_more() -> None:
    assert read_json(nested(20))
    with pytest.raises(NotJson):
        read_json(nested(21))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"nul",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": 1, "a": 2}',
        b"[" * 200_000,
        b"1" * 5_000,
        b"\xef\xbb\xbf{}",
    ],
)
def test_what_can_not_be_read_in_one_way_is_not_json(body: bytes) -> None:
    with pytest.raises(NotJson):
        read_json(body)


def test_brackets_inside_texts_are_not_depth() -> None:
    assert read_json(json.dumps({"notes": "[" * 100}).encode())
