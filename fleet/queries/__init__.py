"""Reads of the fleet: vehicles, pools, who has which vehicle when."""

from fleet.queries.commitments import (
    abouts_by_plate,
    bounds_of,
    commitment_of,
    free_in,
    in_the_way,
    in_the_way_or_out,
    open_commitments,
    out_by,
    out_counts,
    turnaround,
    who_has,
)
from fleet.queries.pools import cars, listed, pool_columns, taken
from fleet.queries.vehicles import UnknownVehicle, find, lent_from, open_issues, pool, vehicle, vehicles

__all__ = [
    "UnknownVehicle",
    "abouts_by_plate",
    "bounds_of",
    "cars",
    "commitment_of",
    "find",
    "free_in",
    "in_the_way",
    "in_the_way_or_out",
    "lent_from",
    "listed",
    "open_commitments",
    "open_issues",
    "out_by",
    "out_counts",
    "pool",
    "pool_columns",
    "taken",
    "turnaround",
    "vehicle",
    "vehicles",
    "who_has",
]
