"""Programs in use, and the rates they list."""

from decimal import Decimal

from django.db.models import QuerySet

from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from kernel.keys import without_case, without_case_and_spaces
from programs.models import ModelRate, Program

ONEAPP_RENTAL = without_case("OneApp Rental")


class NoSuchProgram(Exception):
    """No program in use has this title or code."""


def programs(*, dealership: Dealership) -> QuerySet[Program]:
    """The programs in use, by title."""
    return Program.objects.filter(dealership=dealership, archived_at__isnull=True).order_by("title_key")


def program(*, dealership: Dealership, title_key: str) -> Program:
    """
    :raises NoSuchProgram: no program in use has this title
    """
    found = programs(dealership=dealership).filter(title_key=without_case(title_key)).first()
    if found is None:
        raise NoSuchProgram(f"There is no program “{title_key}”.")
    return found


def program_by_code(*, dealership: Dealership, code: str) -> Program:
    """
    With its agreement, its rates, and the settings that are its own.

    :raises NoSuchProgram: no program in use has this code
    """
    rows = programs(dealership=dealership).select_related("agreement", "cost_recovery", "additional")
    found = rows.prefetch_related("model_rates").filter(code=code).first()
    if found is None:
        raise NoSuchProgram("This program is not in use.")
    return found


def removed_programs(*, dealership: Dealership) -> QuerySet[Program]:
    """The programs that were removed, newest first; their settings can still be read."""
    gone = Program.objects.filter(dealership=dealership, archived_at__isnull=False)
    return gone.order_by("-archived_at", "pk")


def program_ever(*, dealership: Dealership, code: str) -> Program:
    """
    A program, in use or removed, for its history.

    :raises NoSuchProgram: there never was one of this code
    """
    found = Program.objects.filter(dealership=dealership, code=code).first()
    if found is None:
        raise NoSuchProgram("There never was such a program.")
    return found


def one_app_rental(*, dealership: Dealership) -> Program | None:
    """The program that the Lexus App books into, if the dealership has made it."""
    return named_oneapp_rental.only(dealership=dealership)


@prepared
def named_oneapp_rental() -> QuerySet[Program]:
    """The program of that name."""
    return programs(dealership=told("dealership")).filter(title_key=ONEAPP_RENTAL)


def rates_by_model(*, program: Program | None) -> tuple[tuple[str, Decimal], ...]:
    """The listed rates, by the key of the model; none where the program has them switched off (rule 3)."""
    if program is None or not program.daily_rate_by_model:
        return ()
    rows = sorted(program.model_rates.all(), key=lambda row: row.model_key)
    return tuple((model_rate_key(row.model), row.rate.amount) for row in rows)


def model_rate_key(model: str) -> str:
    """How models are compared in a list of rates: RX 350 is rx350."""
    return without_case_and_spaces(model)


def models_without_rate(*, dealership: Dealership, program: Program, models: list[str]) -> list[str]:
    """Which of a program's models its list leaves out."""
    rows = ModelRate.objects.filter(dealership=dealership, program=program)
    listed = {model_rate_key(model) for model in rows.values_list("model", flat=True)}
    return [model for model in models if model_rate_key(model) not in listed]
