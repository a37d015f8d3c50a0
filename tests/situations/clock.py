"""The days of these tests: the week of Monday, 9 March 2026, the day after the clocks went forward in Chicago."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

CHICAGO = ZoneInfo("America/Chicago")
MONDAY_MORNING = datetime(2026, 3, 9, 8, 30, tzinfo=CHICAGO)
"""Now, where a test does not say otherwise."""
MARCH_9_AT_9 = datetime(2026, 3, 9, 9, tzinfo=CHICAGO)
MARCH_12_AT_9 = datetime(2026, 3, 12, 9, tzinfo=CHICAGO)
THREE_DAYS = timedelta(hours=72)


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 3) -> datetime:
    """A time of 2026 on the clock of Springfield; March unless another month is said."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO)
