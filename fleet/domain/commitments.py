"""How long a vehicle can be promised, and how long one that is overdue counts as gone."""

from datetime import datetime, timedelta

from kernel.period import Period

LONGEST = timedelta(days=400)
"""No promise is longer, so that a read bounded by it misses none (a day more is left for the turnaround)."""
LOOK_BACK = LONGEST + timedelta(days=1)
OVERDUE_GONE = timedelta(hours=4)
"""An overdue vehicle is not expected back sooner than this from now (product.md, Availability)."""


class TooLong(Exception):
    """The period is longer than any loan may be."""

    def __init__(self) -> None:
        super().__init__(f"A vehicle can be promised for {LONGEST.days} days at most.")


def promised(period: Period, *, turnaround: timedelta) -> Period:
    """
    The time for which the vehicle is not free: the loan and the turnaround after it.

    :raises TooLong: the loan is longer than `LONGEST`
    """
    if period.length > LONGEST:
        raise TooLong
    return period.widened(after=turnaround)


def gone_until(ends_at: datetime, *, at: datetime) -> datetime:
    """When a vehicle that is out is expected back: as scheduled, or four hours from now once that is past."""
    return max(ends_at, at + OVERDUE_GONE)
