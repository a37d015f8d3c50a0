"""Import vehicles: choose a file, see what becomes of each row, import, undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dealerships.addresses import address
from dealerships.permits import actor, refuse
from desk.queries.import_page import import_page
from desk.views.lists import as_csv, page_of, tabs
from fleet import services
from fleet.domain.importing.columns import COLUMNS, HEADS
from fleet.domain.importing.fates import Fate
from fleet.domain.importing.reading import UnreadableFile
from fleet.forms import FileForm
from fleet.queries.imports import NoSuchImport, import_of, import_rows, imports

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import VehicleImport

LABELS = {"all": "All", **{fate.value: fate.label for fate in Fate}}
NEWEST = 10


def files(request: "StaffRequest") -> HttpResponse:
    """Ask for a file and read it; nothing is changed by that."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = services.read_file(
                dealership=request.dealership,
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                by=actor(request),
                at=timezone.now(),
            )
        except UnreadableFile as reason:
            form.add_error("file", str(reason))
        else:
            return redirect(address(request.dealership, "vehicle_import", upload=file.code))
    context = {"section": "vehicles", "form": form, "files": imports(dealership=request.dealership)[:NEWEST]}
    return render(request, "vehicles/imports.html", context, status=422 if request.method == "POST" else 200)


def empty(request: "StaffRequest") -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """A file with our heads and nothing else."""
    return as_csv("vehicles", [column.head for column in COLUMNS], [])


def one(request: "StaffRequest", upload: str) -> HttpResponse:
    """The rows and their fates before the import; what was done after it."""
    file = found(request, upload)
    fate = request.GET.get("tab", "all")
    context = {"section": "vehicles", "tab": fate, **read(request, file, fate)}
    return render(request, "vehicles/imported.html" if file.imported_at else "vehicles/import.html", context)


def read(request: "StaffRequest", file: "VehicleImport", fate: str) -> dict[str, Any]:
    """The page of a file, and the part of its rows that is looked at."""
    whole = import_page(dealership=request.dealership, file=file)
    rows = page_of(request, import_rows(dealership=request.dealership, file=file, fate=fate))
    shown = [tab for tab in tabs(LABELS, fate, whole.counts) if tab.count or tab.here]
    return {"whole": whole, "file": file, "page": rows, "tabs": shown}


@require_POST
def columns(request: "StaffRequest", upload: str) -> HttpResponse:
    """Read other columns of the file."""
    places = {field: request.POST.get(f"column_{field}", "") for field in HEADS}

    def work() -> None:
        services.choose_columns(
            dealership=request.dealership,
            code=upload,
            places={field: int(place) for field, place in places.items() if place.isdecimal()},
            at=timezone.now(),
        )

    return done(request, upload, work)


@require_POST
def correct(request: "StaffRequest", upload: str) -> HttpResponse:
    """Take a misspelt name for the one that is meant."""

    def work() -> None:
        services.correct_name(
            dealership=request.dealership,
            code=upload,
            field=request.POST.get("field", ""),
            written=request.POST.get("written", ""),
            meant=request.POST.get("meant", ""),
            at=timezone.now(),
        )

    return done(request, upload, work)


@require_POST
def run(request: "StaffRequest", upload: str) -> HttpResponse:
    """Import the rows; where the fleet changed since they were shown, show them again instead."""
    found(request, upload)
    try:
        services.import_rows(dealership=request.dealership, code=upload, by=actor(request), at=timezone.now())
    except services.FatesChanged as reason:
        services.look_again(dealership=request.dealership, code=upload, at=timezone.now())
        refuse(request, reason)
    return redirect(address(request.dealership, "vehicle_import", upload=upload))


@require_POST
def undo(request: "StaffRequest", upload: str) -> HttpResponse:
    """Take away what was added, put back what was changed."""

    def work() -> None:
        services.undo_import(dealership=request.dealership, code=upload, by=actor(request), at=timezone.now())
        messages.success(request, "The import is undone.")

    return done(request, upload, work)


def refused(request: "StaffRequest", upload: str) -> HttpResponse:
    """The refused rows as they stand in the file, each with the reason, to be mended and imported again."""
    file = found(request, upload)
    rows = import_rows(dealership=request.dealership, file=file, fate=Fate.REFUSED)
    return as_csv("refused", [*file.head, "Why"], (padded(row.cells, len(file.head), row.why) for row in rows))


def padded(cells: list[str], width: int, why: str) -> list[str]:
    """A row as wide as the head, and the reason after it."""
    return [*cells[:width], *[""] * (width - len(cells)), why]


def found(request: "StaffRequest", upload: str) -> "VehicleImport":
    """
    :raises Http404: the dealership has no such import
    """
    try:
        return import_of(dealership=request.dealership, code=upload)
    except NoSuchImport:
        raise Http404 from None


def done(request: "StaffRequest", upload: str, work: Callable[[], None]) -> HttpResponse:
    """Do it, or say why not; then show the file again."""
    try:
        work()
    except services.UnknownImport:
        raise Http404 from None
    except (services.ImportedAlready, services.NothingToUndo) as reason:
        refuse(request, reason)
    return redirect(address(request.dealership, "vehicle_import", upload=upload))
