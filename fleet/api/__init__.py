"""The fleet by the API: vehicles, what is known of them, where they belong, files of many."""

from fleet.api.categories import VehicleCategories
from fleet.api.importing import (
    CorrectImport,
    ImportColumns,
    ImportRows,
    LookAgain,
    OneVehicleImport,
    RunImport,
    UndoImport,
    VehicleImports,
)
from fleet.api.regrouping import OneRegrouping, Regroupings, UndoRegrouping, VehicleGroups
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
    "CorrectImport",
    "ImportColumns",
    "ImportRows",
    "LookAgain",
    "OneRegrouping",
    "OneVehicle",
    "OneVehicleImport",
    "Regroupings",
    "RunImport",
    "UndoImport",
    "UndoRegrouping",
    "VehicleCategories",
    "VehicleGroups",
    "VehicleImports",
    "Vehicles",
    "VehiclesDetails",
    "VehiclesDisposal",
    "VehiclesPosition",
    "VehiclesReturn",
    "VehiclesStatus",
]
