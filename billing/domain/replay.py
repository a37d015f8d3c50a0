"""A replay: past contracts under other settings, what they came to then and would come to now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from heapq import heappush, heappushpop
from typing import NamedTuple

from billing.domain.bench import Recovery, used_under
from billing.domain.engine import price
from billing.domain.form import parse_terms, parse_usage, read_json
from billing.domain.refusals import BadUsage
from billing.domain.terms import Terms

CHANGE_MOST = 10
TERMS_REMEMBERED = 256
"""Contracts of one group share their terms; reading them once for all makes a replay three times as fast."""


class Past(NamedTuple):
    """A finished contract: what it was billed, the text of the terms it was signed under, and its case as evidence."""

    code: str
    guest: str
    billed: Decimal
    terms: str
    case: Mapping[str, object]


class Outcome(NamedTuple):
    """A contract that was replayed."""

    code: str
    guest: str
    then: Decimal
    now: Decimal

    @property
    def difference(self) -> Decimal:
        """What it would cost more, or, below zero, less."""
        return self.now - self.then


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A contract that can't be priced under these settings, and why."""

    code: str
    guest: str
    why: str


@dataclass(kw_only=True, slots=True)
class Replay:
    """Sums over all that were replayed; those that change most come first."""

    count: int = 0
    then: Decimal = Decimal(0)
    now: Decimal = Decimal(0)
    more: int = 0
    less: int = 0
    refused_count: int = 0
    refused: list[Refused] = field(default_factory=list)
    _heap: list[tuple[Decimal, int, Outcome]] = field(default_factory=list)

    @property
    def same(self) -> int:
        """How many cost the same."""
        return self.count - self.more - self.less

    @property
    def difference(self) -> Decimal:
        """What all of them would cost more, or, below zero, less."""
        return self.now - self.then

    @property
    def most(self) -> Sequence[Outcome]:
        """The ten that change most; of equal ones, the first replayed. One that costs the same is none of them."""
        return [outcome for _, _, outcome in sorted(self._heap, key=lambda each: each[:2], reverse=True)]

    def add(self, outcome: Outcome) -> None:
        """Count one in."""
        change = outcome.difference
        self.count += 1
        self.then += outcome.then
        self.now += outcome.now
        self.more += change > 0
        self.less += change < 0
        if change:
            self._keep((abs(change), -self.count, outcome))

    def refuse(self, refused: Refused) -> None:
        """Count one out: it is in no sum."""
        self.refused_count += 1
        if len(self.refused) < CHANGE_MOST:
            self.refused.append(refused)

    def _keep(self, weighed: tuple[Decimal, int, Outcome]) -> None:
        if len(self._heap) < CHANGE_MOST:
            heappush(self._heap, weighed)
        else:
            heappushpop(self._heap, weighed)


def replay(recovery: Recovery, past: Iterable[Past]) -> Replay:
    """
    Price past contracts again, each as it was used, with its cost recovery settings replaced.

    :raises BadUsage: the settings contradict themselves, or what was kept can't be read
    """
    replayed = Replay()
    terms_of = _read_once(recovery)
    for loan in past:
        terms = terms_of(str(loan.case["currency"]), str(loan.case["time_zone"]), loan.terms)
        usage = parse_usage(loan.case)
        try:
            now = price(terms, used_under(terms, usage)).total
        except BadUsage as reason:
            replayed.refuse(Refused(code=loan.code, guest=loan.guest, why=reason.message))
        else:
            replayed.add(Outcome(code=loan.code, guest=loan.guest, then=loan.billed, now=now))
    return replayed


def _read_once(recovery: Recovery) -> Callable[[str, str, str], Terms]:
    @lru_cache(maxsize=TERMS_REMEMBERED)
    def terms_of(currency: str, time_zone: str, text: str) -> Terms:
        agreed = parse_terms({"currency": currency, "time_zone": time_zone, "terms": read_json(text)})
        return recovery.instead(agreed)

    return terms_of
