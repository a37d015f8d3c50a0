"""What came back, and what about it can't be, or has to be said twice (billing.md rule 15, product.md Finish)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from contracts.domain.wording import money_in_words, time_in_words

MOST_MILES_A_DAY = 600
MOST_EXCESS_CHARGE = Decimal(100)
KILOMETRES_A_MILE = Decimal("1.609344")
DAY = timedelta(days=1)
A_MOMENT = timedelta(minutes=15)
"""How far back *when it came back* may lie and still be taken for now."""


class UnableToFinish(Exception):
    """The handback contradicts the contract; each reason is for the advisor."""

    def __init__(self, *reasons: str, field: str = "") -> None:
        """Keep every reason, and the field that the form marks."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.field = field


class TypeItAgain(UnableToFinish):
    """The reading is possible but so unusual that it is typed twice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Handback:
    """
    When a vehicle came back and its readings. ``reason`` says why that was earlier than now; ``odometer_again`` is
    the odometer typed a second time; ``charge_later`` leaves the bill to be settled later, where that is allowed.
    """

    at: datetime
    odometer: int
    fuel: Decimal
    reason: str = ""
    odometer_again: int | None = None
    charge_later: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WentOut:
    """The last hand-over: when, and with what readings."""

    at: datetime
    odometer: int
    fuel: Decimal


def refuse_impossible(handback: Handback, *, out: WentOut, now: datetime, zone: ZoneInfo, unit: str) -> None:
    """
    :raises UnableToFinish: it can't have come back like this, with every reason
    """
    faults = list(_faults(handback, out=out, now=now, zone=zone, unit=unit))
    if faults:
        raise UnableToFinish(*(words for _, words in faults), field=faults[0][0])


def _faults(handback: Handback, *, out: WentOut, now: datetime, zone: ZoneInfo, unit: str) -> Iterator[tuple[str, str]]:
    if handback.at > now:
        yield "at", "It can't have come back in the future. Check the time."
    elif handback.at < out.at:
        yield "at", f"It was handed over {time_in_words(out.at, zone)}; it can't have come back before that."
    elif now - handback.at > A_MOMENT and not handback.reason.strip():
        yield "reason", "An earlier time needs a reason, such as the night key box."
    if handback.odometer < out.odometer:
        yield (
            "odometer",
            f"Odometer in ({handback.odometer:,}) is below odometer out ({out.odometer:,} {unit}). Check the reading.",
        )
    if not 0 <= handback.fuel <= 1:
        yield "fuel", "Fuel is between empty and full. Check the gauge."


def refuse_typed_once(handback: Handback, *, out: WentOut, excess_charge: Decimal, currency: str, unit: str) -> None:
    """
    Over 600 miles a day, or an excess charge above $100, is typed twice.

    :raises TypeItAgain: it was typed once, or differently
    """
    driven = handback.odometer - out.odometer
    reasons = list(_unusual(driven, handback.at - out.at, excess_charge, currency, unit))
    if not reasons or handback.odometer_again == handback.odometer:
        return
    if handback.odometer_again is not None:
        reasons.append(f"The second reading was {handback.odometer_again:,}.")
    raise TypeItAgain(*reasons, "Read the odometer again and type it a second time.", field="odometer_again")


def _unusual(driven: int, out_for: timedelta, excess: Decimal, currency: str, unit: str) -> Iterator[str]:
    days = max(1, -(-out_for // DAY))
    most = MOST_MILES_A_DAY * days * (1 if unit == "mi" else KILOMETRES_A_MILE)
    if driven > most:
        yield f"{driven:,} {unit} in {days} {'day' if days == 1 else 'days'} is a lot."
    if excess > MOST_EXCESS_CHARGE:
        yield f"The excess mileage comes to {money_in_words(excess, currency)}."
