"""Add a vehicle, change what is known of it, dispose of it, bring it back."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dealerships.addresses import address
from dealerships.permits import actor
from dealerships.presses import Question, ask, once
from fleet import services
from fleet.domain.decoding import Decoded, decoded
from fleet.domain.statuses import VehicleStatus
from fleet.domain.vin import InvalidVin
from fleet.forms import HomeGroupForm, NewVehicleForm, VehicleForm
from fleet.queries.alike import car_like
from fleet.queries.naming import category_names, group_names, program_names
from fleet.queries.standings import standings
from fleet.views.standing import found
from kernel.lifecycle import IllegalMove

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import Vehicle


def new(request: "StaffRequest") -> HttpResponse:
    """Ask for the VIN, read from it what it tells, then ask for the rest."""
    typed = request.POST.get("vin") or request.GET.get("vin", "")
    context: dict[str, Any] = {"section": "vehicles", "typed": typed}
    try:
        car = _readable(request, typed) if typed else None
    except InvalidVin as wrong:
        return render(request, "vehicles/new.html", {**context, "wrong": str(wrong)}, status=422)
    except services.VinTaken as taken:
        context |= {"wrong": str(taken), "known": "".join(typed.upper().split())}
        return render(request, "vehicles/new.html", context, status=422)
    if car is None:
        return render(request, "vehicles/new.html", context)
    return _rest(request, car, context)


def _readable(request: "StaffRequest", typed: str) -> Decoded:
    """
    :raises InvalidVin: the VIN is mistyped
    :raises VinTaken: the vehicle is in the fleet already
    """
    car = decoded(typed, this_year=request.dealership.local(timezone.now()).year)
    if standings(dealership=request.dealership, vins=[car.vin]):
        raise services.VinTaken(car.vin)
    return car


def _rest(request: "StaffRequest", car: Decoded, context: dict[str, Any]) -> HttpResponse:
    like = car_like(dealership=request.dealership, vin=car.vin)
    form = NewVehicleForm(
        request.POST or None,
        initial=_expected(car, like),
        categories=category_names(dealership=request.dealership),
        groups=group_names(dealership=request.dealership).names,
        programs=program_names(dealership=request.dealership).names,
    )
    if form.is_valid():
        try:
            return once(request, lambda: _add(request, form, car.vin), done=f"{form.cleaned_data['model']} is added.")
        except services.Unfit as unfit:
            form.blame(unfit.faults)
        except (services.GroupRemoved, services.VinTaken) as reason:
            form.add_error(None, str(reason))
    context |= {"form": form, "car": car, "like": like}
    return render(request, "vehicles/new.html", context, status=422 if request.method == "POST" else 200)


def _expected(car: Decoded, like: "Vehicle | None") -> dict[str, Any]:
    """What the VIN tells, and a car of the fleet whose VIN begins the same."""
    known: dict[str, Any] = {"year": car.year, "make": car.make, "model": car.model, "energy": "liquid"}
    if like is not None:
        known |= {name: getattr(like, name) for name in ("make", "model", "energy", "capacity", "category_id")}
    return known


def _add(request: "StaffRequest", form: NewVehicleForm, vin: str) -> str:
    services.add_vehicle(
        dealership=request.dealership,
        details=form.details(vin),
        home_group_id=form.cleaned_data["home_group"],
        program_ids=tuple(form.cleaned_data["programs"]),
        by=actor(request),
        at=timezone.now(),
    )
    return address(request.dealership, "vehicle", vin=vin)


def edit(request: "StaffRequest", vin: str) -> HttpResponse:
    """Change what is known of a vehicle; what somebody else changed meanwhile is shown beside it."""
    car, status = found(request, vin), 200
    form = VehicleForm(
        request.POST or None,
        initial=asdict(car.details()),
        categories=category_names(dealership=request.dealership),
    )
    if car.status == VehicleStatus.RENTED:
        form.hold_readings()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return once(request, lambda: _change(request, form, vin), done=f"{car} is saved.")
            except services.Unfit as unfit:
                form.blame(unfit.faults)
            except services.ChangedMeanwhile as overtaken:
                form.show_now(overtaken.now)
                status = 409
    return render(request, "vehicles/edit.html", {"section": "vehicles", "form": form, "car": car}, status=status)


def _change(request: "StaffRequest", form: VehicleForm, vin: str) -> str:
    services.change_vehicle(
        dealership=request.dealership,
        vin=vin,
        shown=form.shown(vin),
        said=form.details(vin),
        by=actor(request),
        at=timezone.now(),
    )
    return address(request.dealership, "vehicle", vin=vin)


def dispose(request: "StaffRequest", vin: str) -> HttpResponse:
    """Take a vehicle out of the fleet."""
    car = found(request, vin)

    def work() -> None:
        services.dispose_vehicle(dealership=request.dealership, vin=vin, by=actor(request), at=timezone.now())

    question = _about(
        request,
        car,
        heading=f"Dispose of {car}",
        here="Dispose",
        verb="Dispose of it",
        words="It leaves its programs and other groups and is lent no more. Its contracts and history stay.",
        danger=True,
    )
    refusals = (services.VehicleTaken, IllegalMove)
    return ask(
        request,
        Form(request.POST or None),
        question=question,
        work=work,
        refusals=refusals,
        done=f"{car} is disposed of.",
    )


def bring_back(request: "StaffRequest", vin: str) -> HttpResponse:
    """A vehicle that was disposed of by mistake is in the fleet again."""
    car = found(request, vin)
    form = HomeGroupForm(
        request.POST or None,
        groups=group_names(dealership=request.dealership).names,
        initial={"home_group": car.home_group_id},
    )

    def work() -> None:
        services.bring_back(
            dealership=request.dealership,
            vin=vin,
            home_group_id=form.cleaned_data["home_group"],
            by=actor(request),
            at=timezone.now(),
        )

    question = _about(
        request,
        car,
        heading=f"Bring {car} back",
        here="Bring back",
        verb="Bring it back",
        words="It is In preparation then.",
    )
    refusals = (services.GroupRemoved, IllegalMove)
    return ask(request, form, question=question, work=work, refusals=refusals, done=f"{car} is back in the fleet.")


def _about(request: "StaffRequest", car: "Vehicle", **said: Any) -> Question:
    page = address(request.dealership, "vehicle", vin=car.vin)
    crumbs = (("Vehicles", address(request.dealership, "vehicles")), (str(car), page))
    return Question(back=page, section="vehicles", crumbs=crumbs, **said)
