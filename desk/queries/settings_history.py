"""What became of settings over time: each change with who made it, and the whole settings as they stood after it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dealerships.versions import Moment
from kernel.changes import NOTHING, Change, Words, changes, fingerprint

States = Mapping[str, Words]
Then = Callable[[Moment], States]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change: what it did, and every section as it stood from then on. ``number`` counts from the first, 1."""

    number: int
    at: datetime
    by: str
    origin: str
    changes: tuple[Change, ...]
    states: States


@dataclass(frozen=True, kw_only=True)
class Clash:
    """
    A setting that somebody else changed while it was open: what was shown, what it is now, and what was typed over what
    was shown, or nothing where it was left alone.
    """

    label: str
    shown: str
    now: str
    yours: str
    by: str
    at: datetime | None


def steps(moments: Sequence[Moment], then: Then) -> list[Step]:
    """Every change that shows, oldest first; the first of them is the state that the settings began with."""
    found: list[Step] = []
    before: States = {}
    for moment in moments:
        after = then(moment)
        differences = tuple(difference for name in after for difference in changes(before.get(name, {}), after[name]))
        if differences and after:
            found.append(step(moment, len(found) + 1, differences, after))
            before = after
    return found


def step(moment: Moment, number: int, differences: tuple[Change, ...], states: States) -> Step:
    """A change by its author; one that passed by the pages has none."""
    return Step(
        number=number,
        at=moment.at,
        by=moment.author.name,
        origin=moment.author.origin,
        changes=differences,
        states=states,
    )


def clashes(taken: Sequence[Step], *, section: str, shown: str, yours: Words) -> list[Clash]:
    """What others changed in a section since the state of that fingerprint; all of it where that is no state of it."""
    now = taken[-1].states.get(section, {})
    known = [place for place, each in enumerate(taken) if fingerprint(each.states.get(section, {})) == shown]
    if not known:
        return [unknown(label, now=stored, typed=yours.get(label, NOTHING)) for label, stored in now.items()]
    was, later = taken[known[-1]].states.get(section, {}), taken[known[-1] + 1 :]
    return [clash(difference, later, typed=yours.get(difference.label, NOTHING)) for difference in changes(was, now)]


def clash(difference: Change, later: Sequence[Step], *, typed: str) -> Clash:
    """A setting that differs, by whoever changed it last."""
    by = [each for each in later if any(one.label == difference.label for one in each.changes)]
    return Clash(
        label=difference.label,
        shown=difference.before,
        now=difference.after,
        yours=typed if typed != difference.before else "",
        by=by[-1].by if by else "",
        at=by[-1].at if by else None,
    )


def unknown(label: str, *, now: str, typed: str) -> Clash:
    """A setting of which nobody can tell how it was shown, as where a name in it is another since."""
    return Clash(label=label, shown="not known", now=now, yours=typed if typed != now else "", by="", at=None)
