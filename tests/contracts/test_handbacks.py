"""What came back: what can't be is refused with its field, what is unusual is typed twice (billing.md rule 15)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from contracts.domain.handback import (
    Handback,
    TypeItAgain,
    UnableToFinish,
    WentOut,
    refuse_impossible,
    refuse_typed_once,
)
from tests.situations.clock import CHICAGO, at

NOON = at(12, 12)
OUT = WentOut(at=at(9), odometer=12_004, fuel=Decimal(1))
ON_TIME = Handback(at=NOON, odometer=12_300, fuel=Decimal("0.750"))


def test_an_ordinary_handback_is_taken():
    refuse(ON_TIME)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"odometer": 12_003}, "odometer", r"Odometer in \(12,003\) is below odometer out \(12,004 mi\)"),
        ({"fuel": Decimal("1.125")}, "fuel", "Fuel is between empty and full"),
        ({"fuel": Decimal("-0.125")}, "fuel", "Fuel is between empty and full"),
        ({"at": NOON + timedelta(minutes=1)}, "at", "in the future"),
        ({"at": at(9, 8)}, "at", "It was handed over Mon, Mar 9, 2026, 9:00 AM"),
        ({"at": at(12, 7)}, "reason", "An earlier time needs a reason"),
    ],
)
def test_what_can_not_be_is_refused_and_names_its_field(change, field, words):
    with pytest.raises(UnableToFinish, match=words) as refused:
        refuse(replace(ON_TIME, **change))

    assert refused.value.field == field


def test_every_fault_is_said_at_once():
    with pytest.raises(UnableToFinish) as refused:
        refuse(replace(ON_TIME, odometer=1, fuel=Decimal(2), at=at(12, 7)))

    assert len(refused.value.reasons) == 3


def test_the_night_key_box_is_a_reason_for_an_earlier_time():
    refuse(replace(ON_TIME, at=at(11, 23), reason="Night key box"))


def test_a_moment_ago_is_now():
    refuse(replace(ON_TIME, at=NOON - timedelta(minutes=10)))


@pytest.mark.parametrize(
    ("miles", "excess", "words"),
    [
        (2_401, "0.00", "2,401 mi in 4 days is a lot"),  # 75 h are 4 days: 4 × 600 = 2,400
        (900, "100.01", r"The excess mileage comes to \$100\.01"),
    ],
)
def test_unusual_readings_are_typed_twice(miles, excess, words):
    far = replace(ON_TIME, odometer=12_004 + miles)

    with pytest.raises(TypeItAgain, match=words):
        typed(far, excess)
    with pytest.raises(TypeItAgain, match="The second reading was 12,500"):
        typed(replace(far, odometer_again=12_500), excess)
    typed(replace(far, odometer_again=far.odometer), excess)


def test_600_miles_a_day_and_100_dollars_are_still_usual():
    typed(replace(ON_TIME, odometer=12_004 + 2_400), "100.00")


def test_kilometres_are_compared_with_600_miles():
    far = replace(ON_TIME, odometer=12_004 + 3_800)  # 3,800 km are 2,361 miles

    refuse_typed_once(far, out=OUT, excess_charge=Decimal(0), currency="CAD", unit="km")


def refuse(handback: Handback) -> None:
    refuse_impossible(handback, out=OUT, now=NOON, zone=CHICAGO, unit="mi")


def typed(handback: Handback, excess: str) -> None:
    refuse_typed_once(handback, out=OUT, excess_charge=Decimal(excess), currency="USD", unit="mi")
