"""The fleet by the API: vehicles, what is known of them, files of many."""

from fleet.api.importing import ImportRows, LookAgain, OneVehicleImport, RunImport, UndoImport, VehicleImports
from fleet.api.views import (
    OneVehicle,
    Vehicles,
    VehiclesDetails,
    VehiclesDisposal,
    VehiclesPosition,
    VehiclesReturn,
    VehiclesStatus,
)

__all__ = [
    "ImportRows",
    "LookAgain",
    "OneVehicle",
    "OneVehicleImport",
    "RunImport",
    "UndoImport",
    "VehicleImports",
    "Vehicles",
    "VehiclesDetails",
    "VehiclesDisposal",
    "VehiclesPosition",
    "VehiclesReturn",
    "VehiclesStatus",
]
