"""Dealerships with many rows, made by the database itself."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection, connections

from dealerships.models import DealerGroup, Dealership
from dealerships.tenancy import as_dealership
from fleet.models import VehicleCategory, VehicleGroup
from programs.models import Program
from tests.situations.guests import avery
from tests.situations.offers import one_app_rental, service_loaners, shuttles

NEIGHBOURS, VEHICLES, OPEN_PER_VEHICLE, BOOKED = 20, 200, 12, 600
OPEN_FROM = datetime(2026, 3, 9, 14, tzinfo=UTC)

CARS = """
    INSERT INTO fleet_vehicle (dealership_id, vin, stock_number, plate, plate_key, plate_state, year, make, model,
        model_key, trim, colour, category_id, energy, capacity, odometer, fuel_level, location, status,
        status_after_return, home_group_id, qr, notes)
    SELECT %(store)s, 'BENCH' || lpad(n::text, 12, '0'), '', '', '', '', 2026, 'Lexus', 'RX 350', 'rx350', '', '',
        %(category)s, 'liquid', 17.8, 1000, 1, '', 'staged', '', %(group)s, 'qr' || n, ''
    FROM generate_series(1, %(vehicles)s) AS n
"""
LENT = """
    INSERT INTO fleet_programvehicle (dealership_id, program_id, vehicle_id)
    SELECT dealership_id, %(program)s, id FROM fleet_vehicle WHERE dealership_id = %(store)s
"""
ALSO_IN = """
    INSERT INTO fleet_groupvehicle (dealership_id, group_id, vehicle_id)
    SELECT dealership_id, %(second_group)s, id FROM fleet_vehicle WHERE dealership_id = %(store)s AND id %% 3 = 0
"""
# Every second car is promised for three days of every four; what is finished lies in the years before.
PROMISED = """
    INSERT INTO fleet_commitment (dealership_id, vehicle_id, about, starts_at, ends_at, closed_at)
    SELECT %(store)s, id, 'contract/O' || id || '-' || n, %(from)s + make_interval(days => 4 * n),
        %(from)s + make_interval(days => 4 * n + 3), NULL
    FROM fleet_vehicle, generate_series(0, %(open)s - 1) AS n WHERE dealership_id = %(store)s AND id %% 2 = 0
    UNION ALL
    SELECT %(store)s, id, 'contract/F' || id || '-' || n, %(from)s - make_interval(days => n + 2),
        %(from)s - make_interval(days => n + 1), %(from)s
    FROM fleet_vehicle, generate_series(1, %(finished)s / %(vehicles)s) AS n WHERE dealership_id = %(store)s
"""
LOANS = """
    INSERT INTO reservations_reservation (dealership_id, code, customer_id, program_id, preferred_model, status,
        pickup_at, dropoff_at, repair_order, service_vin, channel, external_id, notes, alert, created_at)
    SELECT %(store)s, 'B' || n, %(customer)s, %(program)s, '', CASE WHEN n <= %(booked)s THEN 'booked' ELSE 'finished' END,
        at, at + interval '2 days', '', '', 'staff', '', '', '', at
    FROM (SELECT n, %(from)s + CASE WHEN n <= %(booked)s THEN make_interval(hours => n)
        ELSE make_interval(hours => -(n %% 20000) - 72) END AS at FROM generate_series(1, %(loans)s) AS n) AS each
"""


def a_store(number: int, *, reservations: int) -> tuple[Dealership, int]:
    """A dealership of a group of its own, and its program."""
    group = DealerGroup.objects.create(name=f"Bench {number}")
    store = Dealership.objects.create(
        dealer_group=group, name=f"Bench {number}", slug=f"bench-{number}", dealer_code=f"{80000 + number}"
    )
    with as_dealership(store):
        fill(store, service_loaners(store), one_app_rental(store), reservations)
        return store, Program.objects.get(dealership=store).pk


def fill(store: Dealership, group: VehicleGroup, program: Program, reservations: int) -> None:
    """Its cars, its promises and its loans."""
    category = VehicleCategory.objects.create(dealership=store, name="SUV", name_key="suv")
    values: dict[str, Any] = {
        "store": store.pk,
        "group": group.pk,
        "second_group": shuttles(store).pk,
        "program": program.pk,
        "category": category.pk,
        "customer": avery(store).pk,
        "vehicles": VEHICLES,
        "open": OPEN_PER_VEHICLE,
        "booked": BOOKED,
        "loans": reservations,
        "finished": reservations - BOOKED - OPEN_PER_VEHICLE * VEHICLES // 2,
        "from": OPEN_FROM,
    }
    with connection.cursor() as cursor:
        for statement in (CARS, LENT, ALSO_IN, PROMISED, LOANS):
            cursor.execute(statement, values)


def analyse() -> None:
    """Let the planner know what there is, as autovacuum would."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
