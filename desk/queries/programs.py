"""The list of programs: vehicles, models without a rate, whose agreement and settings, open contracts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from dealerships.models import Dealership
from fleet.domain.statuses import VehicleStatus
from fleet.queries import vehicles
from programs.domain.sections import Link, link_of
from programs.queries import model_rate_key, programs
from reservations.queries import reservations

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from programs.models import Program


@dataclass(frozen=True, kw_only=True)
class ProgramRow:
    """A program of the list; ``without_rate`` counts models, and only where rates by model are on."""

    program: "Program"
    linked: bool
    vehicles: int
    without_rate: int
    open_contracts: int


def program_list(*, dealership: Dealership) -> list[ProgramRow]:
    """The programs in use, by title, in four statements."""
    models = models_by_program(dealership=dealership)
    loans = open_by_program(dealership=dealership)
    rows = priced(dealership=dealership).select_related("agreement")
    return [
        ProgramRow(
            program=each,
            linked=link_of(each.title) is Link.LINKED,
            vehicles=sum(models.get(each.pk, {}).values()),
            without_rate=lacking(each, models),
            open_contracts=loans.get(each.pk, 0),
        )
        for each in rows
    ]


def titles_and_lacks(*, dealership: Dealership) -> tuple[list[str], int]:
    """What the programs are titled, and how many models lack a rate in all, in three statements."""
    models, rows = models_by_program(dealership=dealership), list(priced(dealership=dealership))
    return [each.title for each in rows], sum(lacking(each, models) for each in rows)


def priced(*, dealership: Dealership) -> "QuerySet[Program]":
    """The programs in use, with the rates they list."""
    return programs(dealership=dealership).prefetch_related("model_rates")


def lacking(program: "Program", models: Mapping[int, Mapping[str, int]]) -> int:
    """How many models of a program have no rate although rates by model are on."""
    return len(set(models.get(program.pk, {})) - listed(program)) if program.daily_rate_by_model else 0


def listed(program: "Program") -> set[str]:
    """The keys of the models that have a rate."""
    return {model_rate_key(rate.model) for rate in program.model_rates.all()}


def models_by_program(*, dealership: Dealership) -> Mapping[int, Mapping[str, int]]:
    """The key of a program → the key of a model → how many vehicles of it may be lent, in one statement."""
    rows = vehicles(dealership=dealership).exclude(status=VehicleStatus.DISPOSED)
    pairs = rows.filter(program_rows__isnull=False).order_by().values_list("program_rows__program", "model")
    found: dict[int, Counter[str]] = {}
    for program, model in pairs:
        found.setdefault(program, Counter())[model_rate_key(model)] += 1
    return found


def open_by_program(*, dealership: Dealership) -> Mapping[int, int]:
    """The key of a program → how many of its contracts are open."""
    rows = reservations(dealership=dealership).open().filter(program__isnull=False).order_by()
    return dict(rows.values_list("program").annotate(Count("pk")))
