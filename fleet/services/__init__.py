"""Writes of the fleet: promising vehicles, handing them over, taking them back, their statuses and issues."""

from fleet.services.adding import VehicleDetails, VinTaken, add_vehicle
from fleet.services.committing import (
    LoanHasVehicle,
    NothingPromised,
    VehicleTaken,
    VehicleUnusable,
    commit_vehicle,
    free_vehicle,
    move_commitment,
)
from fleet.services.handing_over import call_back, hand_over, take_back
from fleet.services.issues import close_issue, note_issue
from fleet.services.memberships import GroupRemoved
from fleet.services.moving import ProgramRemoved, also_add, move_vehicles, regroup, take_out
from fleet.services.putting_back import NothingToUndo, put_back
from fleet.services.regrouping import Moved, Refusal
from fleet.services.statuses import set_status

__all__ = [
    "GroupRemoved",
    "LoanHasVehicle",
    "Moved",
    "NothingPromised",
    "NothingToUndo",
    "ProgramRemoved",
    "Refusal",
    "VehicleDetails",
    "VehicleTaken",
    "VehicleUnusable",
    "VinTaken",
    "add_vehicle",
    "also_add",
    "call_back",
    "close_issue",
    "commit_vehicle",
    "free_vehicle",
    "hand_over",
    "move_commitment",
    "move_vehicles",
    "note_issue",
    "put_back",
    "regroup",
    "set_status",
    "take_back",
    "take_out",
]
