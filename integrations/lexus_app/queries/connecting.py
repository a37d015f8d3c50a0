"""How the set-up stands: the connection, its secrets, the five steps, what the app's categories mean."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from dealerships.addresses import address
from dealerships.models import Dealership, Doorway
from fleet.queries import pool
from integrations.lexus_app.connections import TOKEN
from integrations.lexus_app.models import (
    CategoryMapping,
    Connection,
    InboundMessage,
    InboundSecret,
    OutboundAttempt,
    OutboundMessage,
)
from kernel.keys import without_case_and_spaces
from programs.queries import models_without_rate, one_app_rental, programs

if TYPE_CHECKING:
    from programs.models import Program

NEAR_MISS = without_case_and_spaces("One App Rental")
ANSWERED_YES = "2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One of the five steps: what stands or is missing, and where to mend it; the fourth is anybody's choice."""

    words: str
    done: bool
    detail: str = ""
    optional: bool = False
    page: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """
    How the partner's endpoint does, in a shape and a word; when it last took a message, and how many wait for it;
    ``heard_at`` is when the app last wrote to us.
    """

    shape: str
    word: str
    delivered_at: datetime | None
    waiting: int
    heard_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Connected:
    """The connection and all that stands around it; ``mappings`` are the app's categories with ours, each a dict."""

    connection: Connection | None
    health: Health
    has_token: bool
    mappings: list[dict[str, Any]]


def connected(*, dealership: Dealership) -> Connected:
    """The connection, how the endpoint does, the token and the mappings, in one statement."""
    mine = {"dealership": dealership, "connection": OuterRef("pk")}
    undelivered = OutboundMessage.objects.filter(**mine, delivered_at__isnull=True).order_by().values("connection")
    delivered = OutboundMessage.objects.filter(**mine, delivered_at__isnull=False).order_by("-created_at")
    tries = OutboundAttempt.objects.filter(dealership=dealership).order_by("-pk")
    heard = InboundMessage.objects.filter(**mine).order_by("-received_at")
    meant = JSONObject(pk="pk", name="name", ours="category__name")
    found: Any = Connection.objects.filter(dealership=dealership).annotate(
        last_answer=Subquery(tries.values("answer")[:1]),
        delivered_at=Subquery(delivered.values("delivered_at")[:1]),
        waiting=Coalesce(Subquery(undelivered.annotate(number=Count("pk")).values("number")), 0),
        heard_at=Subquery(heard.values("received_at")[:1]),
        has_token=Exists(Doorway.objects.filter(kind=TOKEN, dealership=dealership)),
        mappings=ArraySubquery(mappings(dealership=dealership).values(json=meant)),
    )
    row = found.first()
    if row is None:
        nothing = Health(shape="missing", word="No endpoint", delivered_at=None, waiting=0, heard_at=None)
        return Connected(connection=None, health=nothing, has_token=False, mappings=[])
    shape, word = standing(row.endpoint, row.endpoint_off_at, row.last_answer, row.waiting)
    health = Health(shape=shape, word=word, delivered_at=row.delivered_at, waiting=row.waiting, heard_at=row.heard_at)
    return Connected(connection=row, health=health, has_token=row.has_token, mappings=row.mappings)


def standing(endpoint: str, off_at: datetime | None, last_answer: str | None, waiting: int) -> tuple[str, str]:
    """The endpoint in a shape and a word."""
    if not endpoint:
        return "missing", "No endpoint"
    if off_at is not None:
        return "failed", "Switched off"
    if last_answer is None:
        return "queued", "Not asked yet"
    if waiting and not last_answer.startswith(ANSWERED_YES):
        return "failed", "Not answering"
    return "done", "Answering"


def mappings(*, dealership: Dealership) -> QuerySet[CategoryMapping]:
    """Which of our categories stands for what the app says, by its name."""
    return CategoryMapping.objects.filter(dealership=dealership).order_by("name_key")


def signing_secrets(*, dealership: Dealership, at: datetime) -> list[InboundSecret]:
    """The signing secrets that count, newest first."""
    valid = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return list(InboundSecret.objects.filter(valid, dealership=dealership).order_by("-pk"))


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
        Step(words=counted(len(cars), "vehicle") + " in it", done=bool(cars), page=address(dealership, "vehicles")),
        rates(dealership, program, sorted(set(cars))),
        agreement(program),
        connected,
    ]


def no_program(dealership: Dealership) -> Step:
    """The program is missing; a title that only looks like it is named."""
    titles = programs(dealership=dealership).values_list("title", flat=True)
    near = next((title for title in titles if without_case_and_spaces(title) == NEAR_MISS), None)
    detail = f"“{near}” is there, but it will not be linked: the title must be exactly OneApp Rental." if near else ""
    return Step(words="Program “OneApp Rental”", done=False, detail=detail, page=address(dealership, "programs"))


def rates(dealership: Dealership, program: "Program", models: list[str]) -> Step:
    """Daily Rate by Vehicle Model is on, and no model of the program is without one."""
    page = address(dealership, "program", program=program.code)
    if not program.daily_rate_by_model:
        return Step(words="Daily Rate by Vehicle Model is off", done=False, page=page)
    missing = models_without_rate(dealership=dealership, program=program, models=models)
    if missing:
        words = f"{counted(len(missing), 'model')} {'has' if len(missing) == 1 else 'have'} no rate"
        return Step(words=words, done=False, detail=", ".join(missing), page=page)
    return Step(words="A rate for each model", done=bool(models))


def agreement(program: "Program | None") -> Step:
    """A driver agreement of the program's own is optional."""
    own = program is not None and program.agreement_id is not None
    words = "Its own Driver Agreement" if own else "The group's Driver Agreement"
    return Step(words=words, done=own, optional=True)


def counted(number: int, noun: str) -> str:
    """*1 vehicle*, *11 vehicles*."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
