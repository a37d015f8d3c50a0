"""Writes of the fleet: promising vehicles, handing them over, taking them back, their statuses and issues."""

from fleet.domain.details import VehicleDetails
from fleet.services.adding import VinTaken, add_vehicle
from fleet.services.changing import ChangedMeanwhile, OlderVersion, Unfit, change_vehicle, change_version
from fleet.services.committing import (
    LoanHasVehicle,
    NothingPromised,
    VehicleTaken,
    VehicleUnusable,
    commit_vehicle,
    free_vehicle,
    move_commitment,
)
from fleet.services.disposing import bring_back, dispose_vehicle
from fleet.services.handing_over import call_back, hand_over, take_back
from fleet.services.importing import FatesChanged, import_rows
from fleet.services.issues import close_issue, note_issue
from fleet.services.memberships import GroupRemoved
from fleet.services.moving import ProgramRemoved, also_add, move_vehicles, regroup, take_out
from fleet.services.putting_back import NothingToUndo, put_back
from fleet.services.reading_files import (
    ImportedAlready,
    UnknownImport,
    choose_columns,
    correct_name,
    look_again,
    read_file,
)
from fleet.services.regrouping import Moved, Refusal
from fleet.services.statuses import set_status
from fleet.services.undoing_imports import undo_import

__all__ = [
    "ChangedMeanwhile",
    "FatesChanged",
    "GroupRemoved",
    "ImportedAlready",
    "LoanHasVehicle",
    "Moved",
    "NothingPromised",
    "NothingToUndo",
    "OlderVersion",
    "ProgramRemoved",
    "Refusal",
    "Unfit",
    "UnknownImport",
    "VehicleDetails",
    "VehicleTaken",
    "VehicleUnusable",
    "VinTaken",
    "add_vehicle",
    "also_add",
    "bring_back",
    "call_back",
    "change_vehicle",
    "change_version",
    "choose_columns",
    "close_issue",
    "commit_vehicle",
    "correct_name",
    "dispose_vehicle",
    "free_vehicle",
    "hand_over",
    "import_rows",
    "look_again",
    "move_commitment",
    "move_vehicles",
    "note_issue",
    "put_back",
    "read_file",
    "regroup",
    "set_status",
    "take_back",
    "take_out",
    "undo_import",
]
