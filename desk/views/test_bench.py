"""The test bench of cost recovery settings: what an example and the last contracts cost as edited. Saves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from billing.domain.rates import Rates
from billing.domain.refusals import BadUsage
from billing.domain.terms import Terms, Units
from billing.forms.example import ExampleCar, ExampleForm
from billing.queries.settings import cost_recovery, sections_of
from contracts.queries.replay import replayed
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import needs
from desk.queries.replays import Replayed, in_money
from desk.queries.test_bench import BothBills, both_bills, example_cars
from desk.views import programs, vehicle_groups
from desk.views.edited_settings import Edited, edited, recovery_of
from programs.queries import rates_by_model
from reservations.queries import usual_times

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

SECRETS = frozenset({"csrfmiddlewaretoken", "form_key", "shown", "press", "replay"})


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Whose settings are tried out: their row, their name and page, the rates beside them, and the cars to try."""

    settings_id: int
    name: str
    page: str
    here: str
    distance: str
    cars: Sequence[ExampleCar]
    rates: Rates = field(default_factory=Rates)
    of_program: bool = False


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def group_bench(request: "StaffRequest", group: str) -> HttpResponse:
    """Try out the settings of a vehicle group."""
    found = vehicle_groups.known(request, group)
    store = request.dealership
    bench = Bench(
        settings_id=found.cost_recovery_id,
        name=found.name,
        page=address(store, "vehicle_group", group=found.code),
        here=address(store, "vehicle_group_bench", group=found.code),
        distance=store.distance_unit,
        cars=example_cars(dealership=store, group=found),
    )
    return tried(request, bench)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def program_bench(request: "StaffRequest", program: str) -> HttpResponse:
    """
    Try out the settings that are a program's own.

    :raises Http404: it uses the group's
    """
    found = programs.known(request, program)
    if found.cost_recovery_id is None:
        raise Http404
    store = request.dealership
    bench = Bench(
        settings_id=found.cost_recovery_id,
        name=found.title,
        page=address(store, "program_own_settings", program=found.code),
        here=address(store, "program_bench", program=found.code),
        distance=store.distance_unit,
        cars=example_cars(dealership=store, program=found),
        rates=Rates(by_model=rates_by_model(program=found)),
        of_program=True,
    )
    return tried(request, bench)


def tried(request: "StaffRequest", bench: Bench) -> HttpResponse:
    """The example under what stands in the forms, and the replay, if it is asked for."""
    store, data = request.dealership, request.POST
    stored = sections_of(cost_recovery(dealership=store, settings_id=bench.settings_id))
    typed = edited(stored, data, store)
    form = ExampleForm(
        data if "example-pickup" in data else None,
        dealership=store,
        cars=bench.cars,
        start=usual_times(dealership=store, at=timezone.now()).starts_at,
    )
    context = {
        "section": "settings",
        "bench": bench,
        "form": form,
        "as_edited": typed.sections != stored,
        "as_stored": typed.as_stored,
        "carried": carried(data),
        **outcome(request, bench, form, stored=Edited(sections=stored), typed=typed),
    }
    part = "HX-Request" in request.headers
    return render(request, "settings/bench/panel.html" if part else "settings/bench/page.html", context)


def outcome(
    request: "StaffRequest", bench: Bench, form: ExampleForm, *, stored: Edited, typed: Edited
) -> dict[str, Any]:
    """Both bills and the replay, or why there are none."""
    if form.is_bound and not form.is_valid():
        return {"refusal": "Mend the example first."}
    try:
        return {
            "bills": bills(request, bench, form, stored=stored, typed=typed),
            "replay": replay_asked(request, bench, typed),
        }
    except BadUsage as reason:
        return {"refusal": reason.message}


def bills(request: "StaffRequest", bench: Bench, form: ExampleForm, *, stored: Edited, typed: Edited) -> BothBills:
    """
    The example's bill as edited and as saved.

    :raises BadUsage: the settings contradict themselves, or the example can't have happened
    """
    store = request.dealership
    agreed = Terms(
        currency=stored.sections.currency,
        time_zone=store.time_zone,
        collect_card=True,
        rates=bench.rates,
        units=Units(distance=store.distance_unit, fuel=store.fuel_unit),
    )
    return both_bills(
        agreed,
        form.usage(),
        edited=recovery_of(typed.sections, of_program=bench.of_program),
        saved=recovery_of(stored.sections, of_program=bench.of_program),
    )


def replay_asked(request: "StaffRequest", bench: Bench, typed: Edited) -> Replayed | None:
    """The last contracts under the edits: all of the dealership's, or only those that had these settings."""
    which = request.POST.get("replay", "")
    if not which:
        return None
    found = replayed(
        dealership=request.dealership,
        recovery=recovery_of(typed.sections, of_program=bench.of_program),
        only_settings=bench.settings_id if which == "own" else None,
    )
    return in_money(found, typed.sections.currency)


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed in the sections, for the next look of a browser without JavaScript."""
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if name not in SECRETS and not name.startswith("example-")
    ]
