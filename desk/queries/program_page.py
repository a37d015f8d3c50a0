"""The page of a program: its cars by model with what a driver pays, what it lacks for the Lexus App."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from djmoney.money import Money

from dealerships.models import Dealership
from desk.queries.programs import listed, open_by_program
from fleet.domain.statuses import VehicleStatus
from fleet.queries import pool
from fleet.queries.groups import groups
from programs.domain.sections import Link, link_of
from programs.queries import model_rate_key

if TYPE_CHECKING:
    from fleet.models import Vehicle, VehicleGroup
    from programs.models import Program

MOST_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class ModelRow:
    """
    A model of the program: how many vehicles, what is listed, what a driver pays a day.

    Without a rate of its own it costs from ``lowest`` to ``highest``, as ``whose`` settings say.
    """

    model: str
    category: str
    vehicles: int
    rate: Money | None
    missing: bool
    lowest: Money | None
    highest: Money | None
    whose: str


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A step towards the Lexus App: done, missing, or anybody's choice."""

    words: str
    detail: str
    done: bool
    optional: bool = False
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgramPage:
    """Everything that stands around the sections."""

    link: Link
    cars: "Sequence[Vehicle]"
    shown: "Sequence[Vehicle]"
    models: Sequence[ModelRow]
    open_contracts: int
    ready: Sequence[Ready]
    beginnings: "Sequence[VehicleGroup]"

    @property
    def missing(self) -> list[ModelRow]:
        """The models that have no rate although rates by model are on."""
        return [row for row in self.models if row.missing]

    @property
    def done(self) -> int:
        """How many steps towards the Lexus App are done."""
        return sum(step.done for step in self.ready)


def program_page(*, dealership: Dealership, program: "Program") -> ProgramPage:
    """In a number of statements that does not depend on how many cars there are."""
    rows = pool(dealership=dealership, program=program).exclude(status=VehicleStatus.DISPOSED)
    rows = rows.select_related("category", "home_group__cost_recovery")
    cars = list(rows.prefetch_related("program_rows__program").order_by("model_key", "plate_key", "pk"))
    models = model_rows(program, cars)
    link = link_of(program.title)
    return ProgramPage(
        link=link,
        cars=cars,
        shown=cars[:MOST_SHOWN],
        models=models,
        open_contracts=open_by_program(dealership=dealership).get(program.pk, 0),
        ready=list(steps_to_the_app(program, cars, models)) if link is Link.LINKED else [],
        beginnings=beginnings(dealership, cars),
    )


def beginnings(dealership: Dealership, cars: "Sequence[Vehicle]") -> "list[VehicleGroup]":
    """The groups in use whose settings may become the program's own: first those that most of its cars are at home in."""
    homes = Counter(car.home_group_id for car in cars)
    return sorted(groups(dealership=dealership), key=lambda group: (-homes[group.pk], group.name_key))


def model_rows(program: "Program", cars: "Sequence[Vehicle]") -> list[ModelRow]:
    """Every model of the program's cars, and every one that has a rate; those that lack one first."""
    by_key: dict[str, list[Vehicle]] = {}
    for car in cars:
        by_key.setdefault(model_rate_key(car.model), []).append(car)
    rates = {model_rate_key(rate.model): rate for rate in program.model_rates.all()}
    rows = []
    for key in {**by_key, **rates}:
        of_it, rate = by_key.get(key, []), rates.get(key)
        prices = [falls_to(program, car) for car in of_it]
        rows.append(
            ModelRow(
                model=of_it[0].model if of_it else rates[key].model,
                category=of_it[0].category.name if of_it and of_it[0].category else "",
                vehicles=len(of_it),
                rate=rate.rate if rate else None,
                missing=rate is None and program.daily_rate_by_model,
                lowest=min(prices, default=None),
                highest=max(prices, default=None),
                whose=whose_rate(program),
            )
        )
    return sorted(rows, key=lambda row: (not row.missing, model_rate_key(row.model)))


def falls_to(program: "Program", car: "Vehicle") -> Money:
    """What a day costs without a listed rate: the program's flat rate, else the group's (billing.md rules 3 and 11)."""
    own, group = program.cost_recovery, car.home_group.cost_recovery
    applies = own or group
    rate = (own.daily_rate if own else None) or group.daily_rate
    return rate if rate is not None and applies.collect_card else Money(0, program.currency)


def whose_rate(program: "Program") -> str:
    """Where that comes from, in words."""
    own = program.cost_recovery
    return "this program's flat rate" if own and own.daily_rate is not None else "from the group"


def steps_to_the_app(program: "Program", cars: "Sequence[Vehicle]", models: Sequence[ModelRow]) -> Iterator[Ready]:
    """What the Lexus App needs of the program (lexus-app.md, Setting it up); the fifth step is on the app's page."""
    known = {model_rate_key(car.model) for car in cars}
    yield Ready(words="Titled “OneApp Rental”", detail="Capitals and outer spaces don't matter", done=True)
    counted = f"{len(cars)} vehicle{'' if len(cars) == 1 else 's'}, {len(known)} model{'' if len(known) == 1 else 's'}"
    yield Ready(words="Vehicles added", detail=counted, done=bool(cars), place="#vehicles")
    lacking = [row.model for row in models if row.vehicles and model_rate_key(row.model) not in listed(program)]
    if not program.daily_rate_by_model:
        detail = "Daily Rate by Vehicle Model is off"
    else:
        detail = f"{', '.join(lacking)} {'has' if len(lacking) == 1 else 'have'} none" if lacking else "None is missing"
    priced = program.daily_rate_by_model and not lacking and bool(cars)
    yield Ready(words="A rate for every model", detail=detail, done=priced, place="#rates")
    own = program.agreement.name if program.agreement else "The vehicle group's is signed"
    yield Ready(
        words="Its own Driver Agreement",
        detail=f"{own}. Optional.",
        done=program.agreement_id is not None,
        optional=True,
        place="#general",
    )
