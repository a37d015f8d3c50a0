"""What a row is held against: the fleet as it stands, and the names of groups, programs and categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fleet.domain.names import Names
from fleet.domain.standings import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """What cars of one model have in common; a new one of it is taken to have it too."""

    capacity: Decimal
    energy: str
    category_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """The fleet by VIN, and what is known of models, by their key."""

    fleet: Mapping[str, Standing]
    groups: Names
    programs: Names
    categories: Names
    models: Mapping[str, Alike]
    this_year: int
