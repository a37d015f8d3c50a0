"""Rows of the fleet."""

from fleet.models.commitments import Commitment
from fleet.models.groups import GroupVehicle, ProgramVehicle, VehicleCategory, VehicleGroup
from fleet.models.imports import VehicleImport, VehicleImportRow
from fleet.models.regrouping import Regrouping
from fleet.models.vehicles import Vehicle, VehicleIssue, VehiclePosition

__all__ = [
    "Commitment",
    "GroupVehicle",
    "ProgramVehicle",
    "Regrouping",
    "Vehicle",
    "VehicleCategory",
    "VehicleGroup",
    "VehicleImport",
    "VehicleImportRow",
    "VehicleIssue",
    "VehiclePosition",
]
