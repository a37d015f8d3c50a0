"""Which groups and programs a vehicle is in, and changes of that for one or many vehicles."""

from dataclasses import dataclass, field, replace

NONE: frozenset[int] = frozenset()


class NothingToChange(Exception):
    """The vehicle is there already, or was never in it."""

    def __init__(self) -> None:
        super().__init__("Nothing to do: it is as you want it already.")


class LeavesNoHome(Exception):
    """Every vehicle has exactly one home group."""

    def __init__(self) -> None:
        super().__init__("It is its home group. Move it to another home group instead.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """The home group, the other groups and the programs of a vehicle, by their keys."""

    home: int
    groups: frozenset[int] = NONE
    programs: frozenset[int] = NONE

    def __post_init__(self) -> None:
        """A vehicle is in its home group once."""
        object.__setattr__(self, "groups", self.groups - {self.home})

    @property
    def everywhere(self) -> frozenset[int]:
        """All its groups, the home group among them."""
        return self.groups | {self.home}


@dataclass(frozen=True, kw_only=True, slots=True)
class Regroup:
    """What is asked for: another home group, more or fewer other groups, more or fewer programs."""

    home: int | None = None
    into_groups: frozenset[int] = field(default=NONE)
    out_of_groups: frozenset[int] = field(default=NONE)
    into_programs: frozenset[int] = field(default=NONE)
    out_of_programs: frozenset[int] = field(default=NONE)

    @property
    def entered(self) -> frozenset[int]:
        """The groups that vehicles come into."""
        return self.into_groups if self.home is None else self.into_groups | {self.home}

    def applied_to(self, was: Membership) -> Membership:
        """
        :raises LeavesNoHome: the vehicle would have no home group
        :raises NothingToChange: it is where it is wanted already
        """
        home = was.home if self.home is None else self.home
        if home in self.out_of_groups:
            raise LeavesNoHome
        now = replace(
            was,
            home=home,
            groups=(was.groups | self.into_groups) - self.out_of_groups,
            programs=(was.programs | self.into_programs) - self.out_of_programs,
        )
        if now == was:
            raise NothingToChange
        return now
