"""Change the groups and programs of ticked vehicles, see what became of it, and take it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dealerships.addresses import address
from dealerships.permits import actor, refuse
from dealerships.presses import came_from, once
from desk.forms import VehicleListForm
from desk.queries.vehicle_choice import Choice, change_made, choice
from desk.queries.vehicle_pages import Wanted, all_vins
from fleet import services
from fleet.forms import RegroupForm
from fleet.queries.naming import group_names, program_names
from fleet.queries.regrouping import UnknownChange

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


class NothingMoved(Exception):
    """Every vehicle stays as it is."""

    def __init__(self, refused: "Sequence[services.Refusal]") -> None:
        """Each with its reason."""
        super().__init__(" ".join(f"{each.name} stays. {each.why}" for each in refused))
        self.refused = refused


def regroup(request: "StaffRequest") -> HttpResponse:
    """Ask where the ticked vehicles are to go, then let those go that can."""
    vins = request.POST["vins"].split() if "vins" in request.POST else ticked(request)
    chosen = choice(dealership=request.dealership, vins=vins)
    form = RegroupForm(
        request.POST or None,
        initial={"vins": " ".join(chosen.ticked)},
        groups=group_names(dealership=request.dealership).names,
        programs=program_names(dealership=request.dealership).names,
    )
    if form.is_valid():
        try:
            return once(request, lambda: moved(request, form))
        except (services.GroupRemoved, services.ProgramRemoved) as reason:
            form.add_error(None, str(reason))
        except NothingMoved as none:
            for refusal in none.refused:
                form.add_error(None, f"{refusal.name} stays. {refusal.why}")
    return shown(request, form, chosen)


def moved(request: "StaffRequest", form: RegroupForm) -> str:
    """
    Let them go; then back to the list, with Undo, or where some stayed to the page that names them.

    :raises NothingMoved: none of them could
    """
    outcome = services.regroup(
        dealership=request.dealership, vins=form.chosen(), change=form.change(), by=actor(request), at=timezone.now()
    )
    if not outcome.done:
        raise NothingMoved(outcome.refused)
    if outcome.refused:
        return address(request.dealership, "regrouped", regrouping=outcome.undo)
    undo = address(request.dealership, "undo_regrouping", regrouping=outcome.undo)
    messages.success(request, said_of(outcome), extra_tags=undo)
    return came_from(request, address(request.dealership, "vehicles"))


def ticked(request: "StaffRequest") -> list[str]:
    """The VINs that were ticked, or all that the list's filters leave."""
    if "all" not in request.GET:
        return request.GET.getlist("vin")
    said = VehicleListForm(request.GET)
    groups, programs = (names(dealership=request.dealership).names for names in (group_names, program_names))
    said.offer(list(groups.items()), list(programs.items()))
    wanted = Wanted(
        tab=said.said("tab", "all"), words=said.said("q"), group=said.said("group"), program=said.said("program")
    )
    return all_vins(dealership=request.dealership, wanted=wanted)


def shown(request: "StaffRequest", form: RegroupForm, chosen: Choice) -> HttpResponse:
    """The question, with the vehicles it is about."""
    context = {
        "section": "vehicles",
        "form": form,
        "chosen": chosen,
        "back": came_from(request, address(request.dealership, "vehicles")),
    }
    return render(request, "vehicles/choose.html", context, status=422 if form.errors else 200)


def said_of(outcome: services.Moved) -> str:
    """How many changed."""
    return "1 vehicle is changed." if len(outcome.done) == 1 else f"{len(outcome.done)} vehicles are changed."


def put_back_of(outcome: services.Moved) -> str:
    """How many are where they were."""
    match len(outcome.done):
        case 0:
            return "Nothing could be put back."
        case 1:
            return "Undone. 1 vehicle is back where it was."
        case many:
            return f"Undone. {many} vehicles are back where they were."


def regrouped(request: "StaffRequest", regrouping: str) -> HttpResponse:
    """What a change did: which vehicles it changed, which stayed and why."""
    try:
        change = change_made(dealership=request.dealership, code=regrouping)
    except UnknownChange:
        raise Http404 from None
    return render(request, "vehicles/regrouped.html", {"section": "vehicles", "change": change})


@require_POST
def undo(request: "StaffRequest", regrouping: str) -> HttpResponse:
    """Put those back that nobody moved again."""
    try:
        change_made(dealership=request.dealership, code=regrouping)
        outcome = services.put_back(
            dealership=request.dealership, code=regrouping, by=actor(request), at=timezone.now()
        )
    except UnknownChange:
        raise Http404 from None
    except services.NothingToUndo as reason:
        refuse(request, reason)
    else:
        messages.success(request, put_back_of(outcome))
        for refusal in outcome.refused:
            messages.error(request, f"{refusal.name} stays. {refusal.why}")
    return redirect(came_from(request, address(request.dealership, "vehicles")))
