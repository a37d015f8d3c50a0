"""What the history tells of an event is a sentence for people, without what its line says already."""

from datetime import datetime

from dealerships.models import Event
from desk.templatetags.happenings import told


def test_an_event_is_told_without_who_and_whence_and_with_its_plate_alone() -> None:
    signed = Event(
        by_name="Avery Quinn",
        origin="counter tablet",
        details={
            "driver": "Avery Quinn",
            "from": "counter tablet",
            "vehicle": "JTJBBBBB7TA000201",
            "plate": "BT 20131",
        },
    )

    assert told(signed, spoken=clock) == "Plate BT 20131"


def test_readings_and_instants_are_told_as_the_pages_say_them() -> None:
    started = Event(by_name="Dana Whitfield", details={"odometer": "4118", "fuel": "0.75", "until": TUESDAY})

    assert told(started, spoken=clock) == "Odometer 4,118, fuel 6/8, until 3/10"


def test_an_event_that_keeps_nothing_for_people_tells_nothing() -> None:
    assert told(Event(by_name="Dana Whitfield", details={"digest": "8fd54bbf"}), spoken=clock) == ""


TUESDAY = "2026-03-10T16:42:00+00:00"


def clock(at: datetime) -> str:
    """Month and day, for short."""
    return f"{at.month}/{at.day}"
