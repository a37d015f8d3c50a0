"""Instants as a dealership's people read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def local(at: float, time_zone: str) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC).astimezone(ZoneInfo(time_zone or "UTC"))


def clock_time(at: float, time_zone: str) -> str:
    """4:12 PM"""
    moment = local(at, time_zone)
    return f"{moment.hour % 12 or 12}:{moment:%M} {moment:%p}"


def day_and_time(instant: str) -> str:
    """Mon, Nov 23, 7:30 AM; the instant comes in the dealership's own time."""
    moment = datetime.fromisoformat(instant)
    return f"{moment:%a, %b} {moment.day}, {moment.hour % 12 or 12}:{moment:%M} {moment:%p}"


def to_the_second(at: float, time_zone: str) -> str:
    return f"{local(at, time_zone):%H:%M:%S}"
