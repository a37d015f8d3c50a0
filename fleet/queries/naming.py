"""The names of groups, programs and categories, as the file of an import and the history say them."""

from collections.abc import Collection, Mapping

from dealerships.models import Dealership
from fleet.domain.importing.known import Alike, Known
from fleet.domain.names import Names
from fleet.models import Vehicle
from fleet.queries.groups import categories, groups
from fleet.queries.standings import standings
from programs.queries import programs

NO_CORRECTIONS: Mapping[str, Mapping[str, str]] = {}


def group_names(*, dealership: Dealership) -> Names:
    """The groups in use."""
    return Names(kind="group", names=dict(groups(dealership=dealership).values_list("pk", "name")))


def program_names(*, dealership: Dealership) -> Names:
    """The programs in use."""
    return Names(kind="program", names=dict(programs(dealership=dealership).values_list("pk", "title")))


def known(
    *,
    dealership: Dealership,
    vins: Collection[str],
    this_year: int,
    corrections: Mapping[str, Mapping[str, str]] = NO_CORRECTIONS,
) -> Known:
    """Everything that the rows of a file are held against, in five statements."""
    meant = {field: corrections.get(field, {}) for field in ("home_group", "groups", "programs", "category")}
    return Known(
        fleet=standings(dealership=dealership, vins=vins),
        groups=Names(
            kind="group",
            names=group_names(dealership=dealership).names,
            corrections={**meant["groups"], **meant["home_group"]},
        ),
        programs=Names(kind="program", names=program_names(dealership=dealership).names, corrections=meant["programs"]),
        categories=Names(kind="category", names=category_names(dealership=dealership), corrections=meant["category"]),
        models=models(dealership=dealership),
        this_year=this_year,
    )


def category_names(*, dealership: Dealership) -> dict[int, str]:
    """The categories by their keys."""
    return dict(categories(dealership=dealership).values_list("pk", "name"))


def models(*, dealership: Dealership) -> dict[str, Alike]:
    """What the newest car of each model has, by the model's key."""
    rows = Vehicle.objects.filter(dealership=dealership).order_by("model_key", "-year", "-pk").distinct("model_key")
    return {
        row.model_key: Alike(capacity=row.capacity, energy=row.energy, category_id=row.category_id)
        for row in rows.only("model_key", "capacity", "energy", "category_id")
    }
