"""
Fifty bookings of the Lexus App a second for a minute: what is answered, what gets lost, and how soon each is visible.

Run as `python -m bench.bookings [seconds]`: one web process, the relay and one worker with two hands, as `make run` has
them. Every fourth booking is a new guest's, with a vehicle of their own; each guest books four times, for days to come.

Visible is a booking when another connection sees its reservation; looked for every twentieth of a second. What follows
from each booking (the look for a no show, the question for what is missing, the answer to the app) is waited for too,
and counts in what a booking costs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from bench._costs import Costs, costs
from bench._load import exchange
from bench.webhooks import booking, database, inserts, prepare, server, signed
from config.embedded import children, valkey

A_SECOND, CALLERS, LOOK_SECONDS, PATIENCE_SECONDS = 50, 10, 0.05, 60.0
LOOK_BACK = 50
"""The worker's two hands may commit in another order than they began; rows further back than this are all there."""
LOANS, APART, LASTS = 4, timedelta(days=4), timedelta(days=3)
FIRST = datetime(2027, 3, 9, 15, tzinfo=UTC)
NEW = "SELECT id, external_id FROM reservations_reservation WHERE id > %s"
ROOT = Path(__file__).resolve().parents[1]
WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip")


def main(seconds: int) -> None:
    """Print what came of it."""
    with database() as variables, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ.update(variables)
        broker = Path(folder) / "broker.sock"
        os.environ["BROKER_URL"] = f"redis+socket://{broker}"
        stores = prepare()
        with workers(broker) as parts, server("config.wsgi:application", {}) as (port, web), superuser() as link:
            parts["web"] = web.pid
            watch = Watch()
            before = costs(link, parts)
            callers = [Caller(port, stores, number, seconds) for number in range(CALLERS)]
            for thread in (watch, *callers):
                thread.start()
            for caller in callers:
                caller.join()
            watch.wait_for(sum(len(caller.answered) for caller in callers))
            followed = wait_until_done(link)
            report(callers, watch, seconds)
            told(costs(link, parts).since(before), len(watch.seen), followed)
            watch.leave()
        print(f"PostgreSQL's own inserts: {inserts():,.0f} a second")


def superuser() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection that no wall stops, where statements are counted."""
    link = psycopg.connect(os.environ["BENCH_SUPERUSER"], autocommit=True)
    link.execute("SET client_min_messages = warning")
    link.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    return link


def wait_until_done(link: "psycopg.Connection[tuple[object, ...]]") -> float:
    """Until nothing is due any more, or nobody has patience; how many seconds it took."""
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE_SECONDS:
        if link.execute("SELECT 1 FROM dealerships_due WHERE due_at < now() LIMIT 1").fetchone() is None:
            break
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - begun


@contextmanager
def workers(broker: Path) -> Iterator[dict[str, int]]:
    """Broker, relay and worker, by their process ids."""
    folder = broker.parent
    started = [valkey.start(socket=broker, data=folder / "broker", log=folder / "broker.log")]
    valkey.wait_until_ready(broker, started[0])
    try:
        for command in (["manage.py", "relay"], list(WORKER)):
            with (folder / f"{len(started)}.log").open("wb") as log:
                started.append(subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=log, stderr=log))
        time.sleep(8)  # until both have imported everything: what is measured is a running installation
        yield {name: process.pid for name, process in zip(("broker", "relay", "worker"), started, strict=True)}
    finally:
        for process in reversed(started):
            children.stop(process)


class Caller(threading.Thread):
    """One connection of the app, which sends its share at even distances; ``answered`` says when each got its 202."""

    def __init__(self, port: int, stores: list[dict[str, str]], number: int, seconds: int) -> None:
        super().__init__()
        self.port, self.stores, self.number = port, stores, number
        self.count, self.pause = seconds * A_SECOND // CALLERS, CALLERS / A_SECOND
        self.answered: dict[str, float] = {}
        self.times: list[float] = []
        self.refused: list[int] = []

    def run(self) -> None:
        """Send."""
        begun = time.monotonic() + self.number / A_SECOND
        for position in range(self.count):
            time.sleep(max(0.0, begun + position * self.pause - time.monotonic()))
            reservation_id = f"LX-{self.number}-{position}"
            turn, place = divmod(self.number + position * CALLERS, len(self.stores))
            store = self.stores[place]
            message = booking(store["dealer_code"], reservation_id=reservation_id, **wish(turn, place))
            (status,), (took,) = exchange(self.port, [signed(store["path"], store, store["secret"], message=message)])
            if status == 202:
                self.answered[reservation_id] = time.monotonic()
                self.times.append(took)
            else:
                self.refused.append(status)


def wish(turn: int, place: int) -> dict[str, object]:
    """Who books, for which car in service, and for when: a guest of the dealership's, who may be new."""
    pickup, number = FIRST + turn * APART, place * 1000 + (turn + place) // LOANS
    name = f"Avery Quinn{''.join(chr(ord('a') + int(digit)) for digit in str(number))}"
    return {
        "guest": {
            "full_name": name,
            "email": f"{name.replace(' ', '.').lower()}@example.com",
            "phone": f"+1312{5550000 + number}",
            "guest_id": f"lexus|{number}",
        },
        "license": {
            "number": f"Q500-0048-{number:04}",
            "state": "IL",
            "date_of_birth": "1988-04-02",
            "expires_on": "2029-04-02",
        },
        "reserve": {"vin": f"JTJAAAABXPA{number:06}", "purchased_on": "2025-06-14", "days_left": 27},
        "pickup_at": pickup.isoformat(),
        "dropoff_at": (pickup + LASTS).isoformat(),
    }


class Watch(threading.Thread):
    """Looks for reservations from a connection of its own; ``seen`` says when each was there."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[str, float] = {}
        self.leaving = threading.Event()

    def run(self) -> None:
        """Look for what is new; rows that were numbered earlier may be committed later, so it looks back some way."""
        newest = 0
        with superuser() as link:
            while not self.leaving.wait(LOOK_SECONDS):
                rows = link.execute(NEW, [newest - LOOK_BACK]).fetchall()
                now = time.monotonic()
                for number, reservation_id in rows:
                    newest = max(newest, int(str(number)))
                    self.seen.setdefault(str(reservation_id), now)

    def leave(self) -> None:
        """Stop looking."""
        self.leaving.set()
        self.join()

    def wait_for(self, number: int) -> None:
        """Until so many are visible, or nobody has patience any more."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.seen) < number and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)


def report(callers: list[Caller], watch: Watch, seconds: int) -> None:
    """The figures."""
    answered = {name: at for caller in callers for name, at in caller.answered.items()}
    refused = [status for caller in callers for status in caller.refused]
    times = sorted(took * 1000 for caller in callers for took in caller.times)
    waits = sorted(watch.seen[name] - at for name, at in answered.items() if name in watch.seen)
    print(f"{len(answered):,} of {A_SECOND * seconds:,} answered 202 in {seconds} s, others {refused[:5]}")
    print(f"the answer: p50 {cut(times, 50):.1f} ms, p95 {cut(times, 95):.1f} ms, p99 {cut(times, 99):.1f} ms")
    print(f"visible after 202: p50 {cut(waits, 50):.2f} s, p95 {cut(waits, 95):.2f} s, p99 {cut(waits, 99):.2f} s")
    print(f"lost: {len(answered) - len(waits)}")


def told(costs: Costs, bookings: int, followed: float) -> None:
    """What each booking cost, with all that followed from it."""
    each = {name: seconds * 1000 / max(1, bookings) for name, seconds in costs.seconds.items()}
    parts = ", ".join(f"{name} {milliseconds:.2f}" for name, milliseconds in each.items())
    print(f"milliseconds of processor time each: {parts}; together {sum(each.values()):.2f}")
    print(f"statements each: {costs.statements / max(1, bookings):.1f}; all that followed done {followed:.1f} s later")


def cut(values: list[float], percent: int) -> float:
    """A percentile."""
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
