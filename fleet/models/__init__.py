"""Rows of the fleet."""

from fleet.models.commitments import Commitment
from fleet.models.groups import GroupVehicle, ProgramVehicle, VehicleCategory, VehicleGroup
from fleet.models.vehicles import Vehicle, VehicleIssue, VehiclePosition

__all__ = [
    "Commitment",
    "GroupVehicle",
    "ProgramVehicle",
    "Vehicle",
    "VehicleCategory",
    "VehicleGroup",
    "VehicleIssue",
    "VehiclePosition",
]
