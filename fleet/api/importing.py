"""Files of vehicles by the API: what would become of each row, the import, and its undoing."""

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError

from dealerships.api import ApiView, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest
from fleet import services
from fleet.api.said import ColumnsSaid, CorrectionSaid, FileSaid, RowsQuery
from fleet.api.shown import ImportRowSerializer, ImportSerializer
from fleet.domain.importing.reading import UnreadableFile
from fleet.models import VehicleImport, VehicleImportRow
from fleet.queries.imports import NoSuchImport, counted_imports, import_of, import_rows

FILE = {
    "file_name": "fleet.csv",
    "content": "VIN,Home group,Model,Tank or battery\n2T2BAMCA1SC041207,Standard,RX 350,17.9\n",
}

COLUMNS = {"columns": {"vin": 0, "home_group": 1, "model": 2, "capacity": 3}}
CORRECTION = {"field": "home_group", "written": "Standart", "meant": "Standard"}


class VehicleImports(ApiView):
    """Files of vehicles."""

    @listing("list_vehicle_imports", answers=ImportSerializer, ordering=["-read_at", "-id"])
    def get(self, request: ApiRequest) -> QuerySet[VehicleImport]:
        """The files that were read, newest first."""
        return counted_imports(dealership=request.dealership)

    @deed(
        "read_vehicle_import",
        takes=FileSaid,
        answers=ImportSerializer,
        scope=Scope.FLEET,
        status=201,
        example=FILE,
    )
    def post(self, request: ApiRequest, said: dict[str, str]) -> VehicleImport:
        """Read a CSV file and say what would become of each row. Nothing of the fleet is changed yet."""
        content = said["content"].encode()
        try:
            file = services.read_file(name=said["file_name"], content=content, **self.doing(request))
        except UnreadableFile as reason:
            raise ValidationError({"content": [str(reason)]}) from reason
        return counted(request, file.code)


class OneVehicleImport(ApiView):
    """A file of vehicles."""

    @look("get_vehicle_import", answers=ImportSerializer)
    def get(self, request: ApiRequest, upload: str) -> VehicleImport:
        """One file, with how many rows become what."""
        return counted(request, upload)


class ImportRows(ApiView):
    """The rows of a file."""

    @listing("list_vehicle_import_rows", answers=ImportRowSerializer, asks=RowsQuery, ordering=["line"])
    def get(self, request: ApiRequest, upload: str, fate: str = "") -> QuerySet[VehicleImportRow]:
        """Each row from the top, with what becomes of it and why; those of one fate, or all."""
        file = import_of(dealership=request.dealership, code=upload)
        return import_rows(dealership=request.dealership, file=file, fate=fate)


class ImportColumns(ApiView):
    """Which column says what."""

    @deed("choose_import_columns", takes=ColumnsSaid, answers=ImportSerializer, scope=Scope.FLEET, example=COLUMNS)
    def post(self, request: ApiRequest, said: dict[str, dict[str, int]], upload: str) -> VehicleImport:
        """Read these columns and no others, and judge every row anew; until the import."""
        places, width = said["columns"], len(import_of(dealership=request.dealership, code=upload).head)
        beyond = [field for field, place in places.items() if place >= width]
        if beyond:
            raise ValidationError({"columns": {field: [f"The file has {width} columns."] for field in beyond}})
        services.choose_columns(dealership=request.dealership, code=upload, places=places, at=self.doing(request)["at"])
        return counted(request, upload)


class CorrectImport(ApiView):
    """A misspelt name."""

    @deed("correct_import_name", takes=CorrectionSaid, answers=ImportSerializer, scope=Scope.FLEET, example=CORRECTION)
    def post(self, request: ApiRequest, said: dict[str, str], upload: str) -> VehicleImport:
        """Take a name that the file has for the one that is meant, in every row; until the import."""
        services.correct_name(dealership=request.dealership, code=upload, at=self.doing(request)["at"], **said)
        return counted(request, upload)


class RunImport(ApiView):
    """The import itself."""

    @deed("run_vehicle_import", answers=ImportSerializer, scope=Scope.FLEET)
    def post(self, request: ApiRequest, upload: str) -> VehicleImport:
        """Import the rows as they were shown. Where the fleet changed since, nothing is imported: look again first."""
        services.import_rows(code=upload, **self.doing(request))
        return counted(request, upload)


class LookAgain(ApiView):
    """A second look at a file."""

    @deed("look_at_vehicle_import_again", answers=ImportSerializer, scope=Scope.FLEET)
    def post(self, request: ApiRequest, upload: str) -> VehicleImport:
        """Judge the rows by the fleet as it stands now."""
        services.look_again(dealership=request.dealership, code=upload, at=self.doing(request)["at"])
        return counted(request, upload)


class UndoImport(ApiView):
    """An import undone."""

    @deed("undo_vehicle_import", answers=ImportSerializer, scope=Scope.FLEET)
    def post(self, request: ApiRequest, upload: str) -> VehicleImport:
        """Take away what was added and put back what was changed. Rows that were touched since stay, and say why."""
        services.undo_import(code=upload, **self.doing(request))
        return counted(request, upload)


def counted(request: ApiRequest, upload: str) -> VehicleImport:
    """
    A file with how many of its rows become what.

    :raises NoSuchImport: there is none
    """
    found = counted_imports(dealership=request.dealership).filter(code=upload).first()
    if found is None:
        raise NoSuchImport
    return found
