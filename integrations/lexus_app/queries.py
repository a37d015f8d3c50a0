"""Reads of the Lexus App: the connection, the five steps of setting it up, what needs attention, the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from dealerships.domain.effects import State
from dealerships.models import Dealership, Doorway, Effect
from fleet.queries import pool
from integrations.lexus_app.connections import TOKEN
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret, InboundState, OutboundMessage
from integrations.lexus_app.outbound import TELL
from integrations.lexus_app.services.attention import PLACE, place_key
from kernel.keys import without_case_and_spaces
from programs.queries import models_without_rate, one_app_rental, programs

if TYPE_CHECKING:
    from programs.models import Program

PAGE = 25
NEAR_MISS = without_case_and_spaces("One App Rental")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One of the five steps: what stands or is missing; the fourth is anybody's choice."""

    words: str
    done: bool
    detail: str = ""
    optional: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the log; ``status`` is a shape of the screens, ``result`` its words."""

    at: datetime
    type: str
    reservation_id: str
    status: str
    result: str
    sent: bool
    code: str = ""


def connection_of(*, dealership: Dealership) -> Connection | None:
    """The dealership's connection, if there is one."""
    return Connection.objects.filter(dealership=dealership).first()


def signing_secrets(*, dealership: Dealership, at: datetime) -> list[InboundSecret]:
    """The signing secrets that count, newest first."""
    valid = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return list(InboundSecret.objects.filter(valid, dealership=dealership).order_by("-pk"))


def has_token(*, dealership: Dealership) -> bool:
    """Whether the availability endpoint is open to the partner."""
    return Doorway.objects.filter(kind=TOKEN, dealership=dealership).exists()


def steps(*, dealership: Dealership, connection: Connection | None) -> list[Step]:
    """The five steps, as they stand now."""
    program = one_app_rental(dealership=dealership)
    connected = Step(words="Connected" if connection else "Not connected yet", done=connection is not None)
    if program is None:
        waiting = [Step(words=words, done=False) for words in ("Vehicles in it", "A rate for each model")]
        return [no_program(dealership), *waiting, agreement(None), connected]
    cars = list(pool(dealership=dealership, program=program).values_list("model", flat=True))
    return [
        Step(words=f"Program “{program.title}”", done=True),
        Step(words=counted(len(cars), "vehicle") + " in it", done=bool(cars)),
        rates(dealership, program, sorted(set(cars))),
        agreement(program),
        connected,
    ]


def no_program(dealership: Dealership) -> Step:
    """The program is missing; a title that only looks like it is named."""
    titles = programs(dealership=dealership).values_list("title", flat=True)
    near = next((title for title in titles if without_case_and_spaces(title) == NEAR_MISS), None)
    detail = f"“{near}” is there, but it will not be linked: the title must be exactly OneApp Rental." if near else ""
    return Step(words="Program “OneApp Rental”", done=False, detail=detail)


def rates(dealership: Dealership, program: "Program", models: list[str]) -> Step:
    """Daily Rate by Vehicle Model is on, and no model of the program is without one."""
    if not program.daily_rate_by_model:
        return Step(words="Daily Rate by Vehicle Model is off", done=False)
    missing = models_without_rate(dealership=dealership, program=program, models=models)
    if missing:
        words = f"{counted(len(missing), 'model')} {'has' if len(missing) == 1 else 'have'} no rate"
        return Step(words=words, done=False, detail=", ".join(missing))
    return Step(words="A rate for each model", done=bool(models))


def agreement(program: "Program | None") -> Step:
    """A driver agreement of the program's own is optional."""
    own = program is not None and program.agreement_id is not None
    words = "Its own Driver Agreement" if own else "The group's Driver Agreement"
    return Step(words=words, done=own, optional=True)


def counted(number: int, noun: str) -> str:
    """*1 vehicle*, *11 vehicles*."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """Something that only a person can help along."""

    effect_id: int
    title: str
    reason: str
    sent: bool


def attention(*, dealership: Dealership) -> list[Attention]:
    """What could not be placed or delivered, newest first, with the reason in words."""
    rows = Effect.objects.filter(dealership=dealership, state=State.NEEDS_ATTENTION, kind__in=(PLACE, TELL))
    effects = list(rows.order_by("-pk")[:PAGE])
    received = InboundMessage.objects.filter(dealership=dealership).defer("body").in_bulk(messages_of(effects, PLACE))
    told = OutboundMessage.objects.filter(dealership=dealership).defer("body").in_bulk(messages_of(effects, TELL))
    return [
        Attention(
            effect_id=effect.pk,
            title=title_of(effect, received, told),
            reason=effect.reason,
            sent=effect.kind == TELL,
        )
        for effect in effects
    ]


def needing_attention(*, dealership: Dealership) -> QuerySet[Effect]:
    """The effects behind that list."""
    return Effect.objects.filter(dealership=dealership, kind__in=(PLACE, TELL))


def messages_of(effects: Sequence[Effect], kind: str) -> list[int]:
    """Which messages the effects of a kind are about."""
    return [key_of(effect) for effect in effects if effect.kind == kind]


def key_of(effect: Effect) -> int:
    """The key of the message that an effect is about."""
    return int(effect.payload["message" if effect.kind == TELL else "pk"])


def title_of(effect: Effect, received: dict[int, InboundMessage], told: dict[int, OutboundMessage]) -> str:
    """Which reservation it is about, and what is the matter."""
    key = key_of(effect)
    if effect.kind == TELL:
        return f"{told[key].type} of {told[key].reservation_id} was not delivered"
    return f"{received[key].reservation_id} could not be carried out"


def log(*, dealership: Dealership, direction: str = "", page: int = 1) -> tuple[list[Line], bool]:
    """A page of what was received and sent, newest first, and whether there are older ones."""
    until = page * PAGE + 1
    received = [] if direction == "sent" else received_lines(dealership, until)
    told = [] if direction == "received" else sent_lines(dealership, until)
    lines = sorted(chain(received, told), key=lambda line: line.at, reverse=True)
    return lines[until - PAGE - 1 : until - 1], len(lines) >= until


def received_lines(dealership: Dealership, most: int) -> list[Line]:
    """The newest messages of the app."""
    rows = InboundMessage.objects.filter(dealership=dealership).defer("body").order_by("-received_at")[:most]
    messages = list(rows)
    keys = [place_key(message) for message in messages if message.state == InboundState.NEEDS_ATTENTION]
    rested = set(
        Effect.objects.filter(dealership=dealership, key__in=keys, state=State.DISMISSED).values_list("key", flat=True)
    )
    return [received_line(message, dismissed=place_key(message) in rested) for message in messages]


SHAPES = {
    InboundState.ACCEPTED: "queued",
    InboundState.APPLIED: "done",
    InboundState.STALE: "finished",
    InboundState.IGNORED: "finished",
    InboundState.NEEDS_ATTENTION: "missing",
    InboundState.DISMISSED: "finished",
}


def received_line(message: InboundMessage, *, dismissed: bool) -> Line:
    """How a message of the app stands."""
    state = InboundState.DISMISSED if dismissed else InboundState(message.state)
    result = message.reason if state == InboundState.APPLIED and message.reason else state.label
    return Line(
        at=message.received_at,
        type=message.type,
        reservation_id=message.reservation_id,
        status=SHAPES[state],
        result=result,
        sent=False,
    )


def sent_lines(dealership: Dealership, most: int) -> list[Line]:
    """The newest messages to the partner."""
    rows = OutboundMessage.objects.filter(dealership=dealership).defer("body").order_by("-created_at")[:most]
    return [sent_line(message) for message in rows]


def sent_line(message: OutboundMessage) -> Line:
    """How a message to the partner stands."""
    tried = f"Tried {counted(message.attempts, 'time')}" if message.attempts else "Waiting"
    return Line(
        at=message.created_at,
        type=message.type,
        reservation_id=message.reservation_id,
        status="delivered" if message.delivered_at else "queued",
        result="Delivered" if message.delivered_at else tried,
        sent=True,
    )
