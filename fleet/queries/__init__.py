"""Reads of the fleet: vehicles, pools, who has which vehicle when."""

from fleet.queries.commitments import (
    abouts_by_plate,
    commitment_of,
    free_in,
    open_commitments,
    out_by,
    turnaround,
    who_has,
)
from fleet.queries.pools import cars, listed, pool_columns, taken
from fleet.queries.vehicles import UnknownVehicle, find, lent_from, open_issues, pool, vehicle, vehicles

__all__ = [
    "UnknownVehicle",
    "abouts_by_plate",
    "cars",
    "commitment_of",
    "find",
    "free_in",
    "lent_from",
    "listed",
    "open_commitments",
    "open_issues",
    "out_by",
    "pool",
    "pool_columns",
    "taken",
    "turnaround",
    "vehicle",
    "vehicles",
    "who_has",
]
