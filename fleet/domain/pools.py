"""Vehicles as availability counts them: which pools they are in, and from when until when they can be used."""

from dataclasses import dataclass, replace
from datetime import datetime

from kernel.period import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The vehicles of a group, of a program, or of a category in it; what is left out means any."""

    group_id: int | None = None
    program_id: int | None = None
    category_id: int | None = None

    def loosened(self) -> "Pool":
        """The whole group or program, whatever the category."""
        return replace(self, category_id=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What vehicles have in common that are in the same pools."""

    groups: frozenset[int]
    programs: frozenset[int]
    category_id: int | None

    def is_in(self, pool: Pool) -> bool:
        """Whether vehicles of this kind may be given to a loan of the pool."""
        return (
            (pool.group_id is None or pool.group_id in self.groups)
            and (pool.program_id is None or pool.program_id in self.programs)
            and (pool.category_id is None or pool.category_id == self.category_id)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Car:
    """A vehicle that can be used, from ``usable_from`` until ``usable_until`` (None = always)."""

    id: int
    kind: Kind
    usable_from: datetime | None = None
    usable_until: datetime | None = None

    def is_usable(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it can be used throughout."""
        return (self.usable_from is None or self.usable_from <= starts_at) and (
            self.usable_until is None or ends_at <= self.usable_until
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A vehicle promised to a loan, or out, for a period (turnaround included)."""

    car_id: int
    period: Period
