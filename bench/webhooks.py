"""
How fast a webhook of the Lexus App is accepted, beside a bare Django view that checks the same signature and inserts
one row, and beside PostgreSQL's own inserts: one web process each, the same database, one after the other.

Run as `python -m bench.webhooks`. Messages are spread over as many dealerships as it takes to stay below the rate of
each. Each figure is the median of five rounds; the server's own time per message is what depends least on the machine.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from bench._load import Measured, load, request
from config.embedded import children, environment, keys, places, postgres, provision

ROUNDS, MESSAGES, CALLERS, STORES = 5, 1200, 8, 64
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A server and how a message for it is made; ``number`` counts messages."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    message: Callable[[int], bytes]


def main() -> None:
    """Print the table."""
    with database() as variables:
        os.environ.update(variables)
        stores = prepare()
        with (
            server("config.wsgi:application", {}) as ours,
            server("bench._bare_webhook:application", bare(stores)) as floor,
        ):
            targets = [
                Target(name="Loanerdesk", port=ours[0], process=ours[1], message=lambda number: told(stores, number)),
                Target(
                    name="bare Django", port=floor[0], process=floor[1], message=lambda number: plain(stores, number)
                ),
            ]
            report([[measured(target) for target in targets] for _ in range(ROUNDS + 1)][1:], targets)
        print(f"PostgreSQL's own inserts: {inserts():,.0f} a second")


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """A PostgreSQL that commits for real, with the two roles and every table."""
    folder = Path(tempfile.mkdtemp(prefix="loanerdesk-bench-"))
    folder.chmod(0o711)
    place, secrets = places.open_place(folder), keys.keys_of(folder)
    cluster = places.cluster_at(place, secrets, account=children.unprivileged())
    postgres.make_cluster(cluster)
    running = postgres.start(cluster)
    try:
        postgres.wait_until_ready(cluster, running)
        provision.provision(cluster.dsn(), environment.access(secrets))
        told = environment.database_variables(secrets, sockets=place.postgres)
        yield {
            **told,
            **environment.key_variables(secrets),
            "DATA_DIR": str(folder),
            "BROKER_URL": "redis+socket:///nowhere",
            "BENCH_SUPERUSER": cluster.dsn(told["DATABASE_NAME"]),
        }
    finally:
        children.stop(running, farewell=postgres.FAREWELL)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(place.sockets, ignore_errors=True)


def prepare() -> list[dict[str, str]]:
    """Make the tables and the connected dealerships; each is told by its dealer code, address and secret."""
    subprocess.run([sys.executable, "manage.py", "migrate", "--database", "owner", "-v", "0"], check=True)
    with psycopg.connect(dsn("OWNER_"), autocommit=True) as owner:
        owner.execute(bare_table())
    made = subprocess.run([sys.executable, "-m", "bench._stores", str(STORES)], check=True, capture_output=True)
    stores: list[dict[str, str]] = json.loads(made.stdout)
    return stores


def bare_table() -> str:
    """The floor's one table."""
    return "CREATE TABLE bare_webhook (id bigserial PRIMARY KEY, webhook_id text NOT NULL UNIQUE, body text NOT NULL)"


def bare(stores: list[dict[str, str]]) -> dict[str, str]:
    """What the floor is told."""
    return {"BARE_SECRET": stores[0]["secret"]}


@contextmanager
def server(application: str, variables: dict[str, str]) -> "Iterator[tuple[int, subprocess.Popen[bytes]]]":
    """One web process on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error"]
    process = subprocess.Popen([*command, *options, application], env={**os.environ, **variables})
    try:
        wait_for(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    """Until somebody answers there."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up.")


def told(stores: list[dict[str, str]], number: int) -> bytes:
    """A booking for one of the dealerships in turn."""
    store = stores[number % len(stores)]
    return signed(store["path"], store, store["secret"])


def plain(stores: list[dict[str, str]], number: int) -> bytes:
    """The same booking for the floor."""
    return signed("/bare/", stores[number % len(stores)], stores[0]["secret"])


def signed(path: str, store: dict[str, str], secret: str, *, message: dict[str, object] | None = None) -> bytes:
    """A signed request with a booking of the usual size."""
    from integrations.lexus_app.signature import sign  # noqa: PLC0415 - the settings are known only now

    body = json.dumps(message or booking(store["dealer_code"])).encode()
    webhook_id, seconds = f"msg_{uuid4().hex}", int(time.time())
    signature = sign(secret, webhook_id, seconds, body)
    headers = {"webhook-id": webhook_id, "webhook-timestamp": str(seconds), "webhook-signature": signature}
    return request(path, body, headers)


def booking(dealer_code: str, **said: object) -> dict[str, object]:
    """What the app sends, whole; ``said`` is told of the reservation instead of the usual."""
    guest = {
        "full_name": "Avery Quinn",
        "email": "avery.quinn@example.com",
        "phone": "+13125550142",
        "guest_id": "lexus|1",
    }
    licence = {"number": "Q500-0048-2193", "state": "IL", "date_of_birth": "1988-04-02", "expires_on": "2029-04-02"}
    insurance = {"carrier": "Acme Mutual", "policy_number": "PX-99812", "expires_on": "2027-12-31"}
    data = {
        "reservation_id": f"LX-{uuid4().hex[:8].upper()}",
        "version": 1,
        "dealer_code": dealer_code,
        "guest": guest,
        "pickup_at": "2027-03-09T09:00:00-05:00",
        "dropoff_at": "2027-03-12T09:00:00-05:00",
        "vehicle_category": "SUV",
        "preferred_model": "RX 350",
        "reserve": {"vin": "JTJAAAABXPA000001", "purchased_on": "2025-06-14", "days_left": 27},
        "license": licence,
        "insurance": insurance,
        "payment_method": {"processor": "stripe", "account": "acct_1Springfield", "token": "pm_card_visa"},
        "notes": "Child seat, please",
    }
    return {"type": "reservation.created", "timestamp": datetime.now(UTC).isoformat(), "data": data | said}


def measured(target: Target) -> tuple[Measured, float]:
    """A round of messages, and the server's own milliseconds for each."""
    messages = [target.message(number) for number in range(MESSAGES)]
    before = busy(target.process.pid)
    result = load(target.port, messages, callers=CALLERS)
    if set(result.statuses) != {202}:
        raise SystemExit(f"{target.name} answered {result.statuses}")
    return result, (busy(target.process.pid) - before) * 1000 / MESSAGES


def busy(parent: int) -> float:
    """Seconds of processor time of a server and its worker processes."""
    tasks = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return sum(spent(int(pid)) for pid in [parent, *map(int, tasks)])


def spent(pid: int) -> float:
    """Seconds of processor time of one process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def report(rounds: list[list[tuple[Measured, float]]], targets: list[Target]) -> None:
    """The medians, and the ratios round by round."""
    for position, target in enumerate(targets):
        results = [each[position] for each in rounds]
        rate, p95, p99, cost = (
            statistics.median(values)
            for values in zip(*((m.rate, m.percentile(95), m.percentile(99), own) for m, own in results), strict=True)
        )
        print(f"{target.name:12} {rate:7,.0f} a second, p95 {p95:5.1f} ms, p99 {p99:5.1f} ms, own time {cost:.2f} ms")
    rates = [ours.rate / floor.rate for (ours, _), (floor, _) in rounds]
    slower = [ours.percentile(95) / floor.percentile(95) for (ours, _), (floor, _) in rounds]
    print(f"rate: {statistics.median(rates):.0%} of the floor's, worst round {min(rates):.0%}")
    print(f"p95: {statistics.median(slower):.1f} times the floor's, worst round {max(slower):.1f}")


def inserts() -> float:
    """Single-row inserts with commit on one connection, in a second."""
    body = json.dumps(booking("1"))
    with psycopg.connect(dsn(), autocommit=True) as link:
        began = time.perf_counter()
        for _ in range(MESSAGES):
            link.execute("INSERT INTO bare_webhook (webhook_id, body) VALUES (%s, %s)", [uuid4().hex, body])
        return MESSAGES / (time.perf_counter() - began)


def dsn(role: str = "") -> str:
    """The database, as the application or as its owner."""
    names = ("HOST", "PORT", "NAME")
    host, port, name = (os.environ[f"DATABASE_{each}"] for each in names)
    user, password = os.environ[f"DATABASE_{role}USER"], os.environ[f"DATABASE_{role}PASSWORD"]
    return f"host={host} port={port} dbname={name} user={user} password={password}"


if __name__ == "__main__":
    main()
