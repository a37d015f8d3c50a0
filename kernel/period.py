"""A period of time: half-open, so that a car handed back at ten can go out at ten."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


class PeriodUpsideDown(ValueError):
    """The end of a period does not lie after its start."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``starts_at`` up to, but not including, ``ends_at``; both are instants, kept in UTC.

    :raises PeriodUpsideDown: the end is not after the start
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        # Python compares and subtracts times of one zone by the wall clock, which is wrong when the clocks change.
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))
        object.__setattr__(self, "ends_at", self.ends_at.astimezone(UTC))
        if self.ends_at <= self.starts_at:
            raise PeriodUpsideDown("Drop-off must be after pickup.")

    @property
    def length(self) -> timedelta:
        """The elapsed time between both instants."""
        return self.ends_at - self.starts_at

    def overlaps(self, other: "Period") -> bool:
        """Whether an instant belongs to both."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def holds(self, at: datetime) -> bool:
        """Whether the instant belongs to the period."""
        return self.starts_at <= at < self.ends_at

    def widened(self, *, before: timedelta = timedelta(0), after: timedelta = timedelta(0)) -> "Period":
        """The period with a margin on either side."""
        return Period(self.starts_at - before, self.ends_at + after)
