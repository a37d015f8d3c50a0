"""Makes a busy dealership among others, and measures its availability in the database."""

import json
import os
import re
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import psycopg  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from bench._bulk import NEIGHBOURS, OPEN_FROM, VEHICLES, a_store, analyse  # noqa: E402
from dealerships.models import Dealership  # noqa: E402
from dealerships.tenancy import as_dealership  # noqa: E402
from fleet.domain.commitments import promised  # noqa: E402
from fleet.domain.pools import Pool  # noqa: E402
from fleet.queries import turnaround  # noqa: E402
from kernel.period import Period  # noqa: E402
from reservations.queries import bookable  # noqa: E402
from reservations.queries.availability import as_scheduled, told_of  # noqa: E402

ROUNDS, MOST_TIMES_RAW = 30, 12
NO_BOUND = "no dealership"
Plan = dict[str, Any]
NOW = datetime(2026, 3, 9, 14, tzinfo=UTC)
PERIOD = Period(OPEN_FROM + timedelta(days=5), OPEN_FROM + timedelta(days=8))
RAW = """
    SELECT (SELECT count(*) FROM fleet_vehicle v JOIN fleet_programvehicle p
                ON p.dealership_id = v.dealership_id AND p.vehicle_id = v.id
            WHERE v.dealership_id = %(dealership)s AND p.program_id = %(program)s AND NOT EXISTS (
                SELECT FROM fleet_commitment c
                WHERE c.dealership_id = %(dealership)s AND c.vehicle_id = v.id AND c.closed_at IS NULL
                    AND tstzrange(c.starts_at, c.ends_at) && tstzrange(%(starts_at)s, %(ends_at)s)))
         - (SELECT count(*) FROM reservations_reservation r
            WHERE r.dealership_id = %(dealership)s AND r.program_id = %(program)s AND r.status = 'booked'
                AND r.pickup_at < %(ends_at)s AND r.pickup_at > %(starts_at)s - interval '90 days'
                AND r.dropoff_at > %(starts_at)s)
"""


def main() -> int:
    """Print both, the plan's scans, and whether it is within bounds."""
    busy, program = a_store(0, reservations=100_000)
    for number in range(1, NEIGHBOURS + 1):
        a_store(number, reservations=100_000 if number == 1 else 2_000)
    analyse()
    ours, answer = measured(busy, program)
    raw = [raw_plan(busy, program) for _ in range(ROUNDS)]
    print(f"{answer} more loans of {VEHICLES} vehicles; {NEIGHBOURS} neighbours with as many vehicles each")
    ratios = [compared(what, ours, raw) for what in ("Execution Time", "Planning Time")]
    said = [told(node) for node in scans(ours[-1])]
    print("\n".join(f"  {line}" for line in said))
    return int(max(ratios) > MOST_TIMES_RAW or any(NO_BOUND in line for line in said))


def compared(what: str, ours: list[Plan], raw: list[Plan]) -> float:
    """Print the medians of both, and how many times as long ours takes."""
    mine, theirs = (statistics.median(float(plan[what]) for plan in plans) for plans in (ours, raw))
    print(f"{what.lower()}: raw query {theirs:.2f} ms, availability {mine:.2f} ms, {mine / theirs:.1f} times as long")
    return mine / theirs


def measured(store: Dealership, program: int) -> tuple[list[Plan], int]:
    """The plans, carried out, of what the function asks, and its answer."""
    pool = Pool(program_id=program)
    with as_dealership(store):
        answer = bookable(dealership=store, pools=[pool], period=PERIOD, at=NOW)[pool].available
        with connection.cursor() as cursor:
            values = prepare(cursor, store)
            return [explained(cursor, values) for _ in range(ROUNDS)], answer


def prepare(cursor: Any, store: Dealership) -> list[Any]:
    """
    Let the server know the statement of a booking as a connection makes it known: planned without values, once. Returns
    what it is told.
    """
    shape, number = as_scheduled.shape, count(1)
    values = told_of(period=promised(PERIOD, turnaround=turnaround(dealership=store)), dealership=store)
    cursor.execute("PREPARE available AS " + re.sub("%s", lambda _: f"${next(number)}", shape.sql).replace("%%", "%"))
    return [str(values[name].pk if name == "dealership" else values[name]) for name in shape.names]


def explained(cursor: Any, values: list[Any]) -> Plan:
    """The plan of it with these values; the time to plan it counts each time, although a connection plans it once."""
    told = ", ".join("%s" for _ in values)
    cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE available ({told})", values)
    return of_json(cursor.fetchone()[0])


def raw_plan(store: Dealership, program: int) -> Plan:
    """The raw query once, by somebody whom no wall stops."""
    values = {
        "dealership": store.pk,
        "program": program,
        "starts_at": PERIOD.starts_at,
        "ends_at": PERIOD.ends_at,
    }
    with psycopg.connect(os.environ["BENCH_SUPERUSER"]) as superuser, psycopg.ClientCursor(superuser) as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {RAW}", values)
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {RAW}", values)
        row = cursor.fetchone()
        return of_json(row[0] if row else None)


def of_json(read: Any) -> Plan:
    plans: list[Plan] = json.loads(read) if isinstance(read, str) else read
    return plans[0]


def scans(plan: Plan) -> Iterator[Plan]:
    """Every scan of a table or index in a plan."""
    node = plan.get("Plan", plan)
    if "Relation Name" in node or "Index Name" in node:
        yield node
    for part in node.get("Plans", ()):
        yield from scans(part)


def told(node: Plan) -> str:
    """How a table is read, by which index, and how many rows come of it and are thrown away."""
    condition = str(node.get("Index Cond", node.get("Recheck Cond", "")))
    bound = "the dealership" if "dealership_id" in condition else NO_BOUND
    if node.get("Relation Name") == Dealership._meta.db_table:
        bound = "nothing: the list of dealerships itself"
    where = " ".join(str(node[name]) for name in ("Relation Name", "Index Name") if name in node)
    rows, removed = node.get("Actual Rows", 0), node.get("Rows Removed by Filter", 0)
    return f"{node['Node Type']} {where}, bound by {bound}: {rows:.0f} rows, {removed} of them left out"


if __name__ == "__main__":
    raise SystemExit(main())
