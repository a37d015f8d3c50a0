"""The sections of a program as they are, and as they were."""

from collections.abc import Mapping, Sequence
from typing import Any

from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, versions
from kernel.changes import Words
from programs.domain.sections import (
    Entitlement,
    General,
    Rates,
    entitlement_in_words,
    general_in_words,
    own_in_words,
    rates_in_words,
)
from programs.models import ModelRate, Program

Names = Mapping[int, str]
COST_RECOVERY, ADDITIONAL = "Cost recovery", "Additional settings"


def general_of(program: Program) -> General:
    """The section *Program* of a row."""
    return General(title=program.title, agreement_id=program.agreement_id, channel=program.channel)


def rates_of(row: Any, rows: Sequence[Any]) -> Rates:
    """The section *Daily Rate by Vehicle Model* of a row or a version of it, with its rates."""
    return Rates(on=row.daily_rate_by_model, rates={each.model: each.rate.amount for each in rows})


def entitlement_of(row: Any) -> Entitlement:
    """The section *Entitlement* of a row or a version of it."""
    after = row.rate_after_reserve_days
    return Entitlement(
        days=row.entitlement_days,
        years=row.entitlement_years,
        qualifying_model=row.qualifying_model,
        rate_after_reserve_days=None if after is None else after.amount,
    )


def program_versions(*, dealership: Dealership, program_id: int) -> Sequence[Versions]:
    """Every version of a program and of its rates."""
    return [
        versions(Program, dealership=dealership, id=program_id),
        versions(ModelRate, dealership=dealership, program=program_id),
    ]


def own_settings_ever(of_it: Sequence[Versions]) -> tuple[set[int], set[int]]:
    """The keys of the cost recovery and of the additional settings that were ever a program's own."""
    rows: list[Any] = [version for version in of_it[0] if version.pgh_label != "delete"]
    recovery, additional = ({getattr(row, name) for row in rows} - {None} for name in ("cost_recovery", "additional"))
    return recovery, additional


def own_settings_then(moment: Moment) -> tuple[int | None, int | None]:
    """The keys of the cost recovery and of the additional settings that were a program's own at a moment."""
    rows = moment.rows(Program)
    return (rows[0].cost_recovery, rows[0].additional) if rows else (None, None)


def program_then(moment: Moment, names: Names) -> dict[str, Words]:
    """Each section in words, as it stood at a moment; nothing where there was no program."""
    rows = moment.rows(Program)
    if not rows:
        return {}
    row, named = rows[0], rows[0].agreement
    general = General(title=row.title, agreement_id=named, channel=row.channel)
    return {
        "general": general_in_words(general, agreement=names.get(named, "") if named else ""),
        "rates": rates_in_words(rates_of(row, moment.rows(ModelRate)), row.currency),
        "entitlement": entitlement_in_words(entitlement_of(row), row.currency),
        "own_cost_recovery": own_in_words(COST_RECOVERY, own=row.cost_recovery is not None),
        "own_additional": own_in_words(ADDITIONAL, own=row.additional is not None),
    }
