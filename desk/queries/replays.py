"""A replay as the test bench shows it: sums in words and money, and the contracts that change most."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from djmoney.money import Money

from billing.domain.replay import Refused, Replay


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A contract that would cost something else."""

    code: str
    guest: str
    then: Money
    now: Money
    difference: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """What the contracts were billed, what they would come to, and how many change which way."""

    count: int
    then: Money
    now: Money
    difference: Money
    counts: str
    most: Sequence[Change]
    refused_count: int
    refused: Sequence[Refused]


def in_money(replay: Replay, currency: str) -> Replayed:
    """A replay of contracts of one currency."""

    def money(amount: Decimal) -> Money:
        return Money(amount, currency)

    return Replayed(
        count=replay.count,
        then=money(replay.then),
        now=money(replay.now),
        difference=money(replay.difference),
        counts=in_words(replay),
        most=[
            Change(
                code=each.code,
                guest=each.guest,
                then=money(each.then),
                now=money(each.now),
                difference=money(each.difference),
            )
            for each in replay.most
        ],
        refused_count=replay.refused_count,
        refused=replay.refused,
    )


def in_words(replay: Replay) -> str:
    """412 cost more, 88 the same, none less."""
    return f"{_many(replay.more)} cost more, {_many(replay.same)} the same, {_many(replay.less)} less."


def _many(count: int) -> str:
    return f"{count:,}" if count else "none"
