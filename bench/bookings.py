"""
Fifty bookings of the Lexus App a second for a minute: what is answered, what gets lost, and how soon each is visible.

Run as `python -m bench.bookings [seconds]`: one web process, the relay and one worker with two hands, as `make run` has
them. Visible is a booking when another connection sees its reservation; looked for every twentieth of a second.
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
from pathlib import Path

import psycopg

from bench._load import exchange
from bench.webhooks import busy, database, inserts, prepare, server, signed
from config.embedded import children, valkey

A_SECOND, CALLERS, LOOK_SECONDS, PATIENCE_SECONDS = 50, 10, 0.05, 60.0
ROOT = Path(__file__).resolve().parents[1]
WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip")


def main(seconds: int) -> None:
    """Print what came of it."""
    with database() as variables, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ.update(variables)
        broker = Path(folder) / "broker.sock"
        os.environ["BROKER_URL"] = f"redis+socket://{broker}"
        stores = prepare()
        with workers(broker), server("config.wsgi:application", {}) as (port, web):
            watch = Watch()
            before = busy(web.pid)
            callers = [Caller(port, stores, number, seconds) for number in range(CALLERS)]
            for thread in (watch, *callers):
                thread.start()
            for caller in callers:
                caller.join()
            watch.wait_for(sum(len(caller.answered) for caller in callers))
            report(callers, watch, seconds, busy(web.pid) - before)
        print(f"PostgreSQL's own inserts: {inserts():,.0f} a second")


@contextmanager
def workers(broker: Path) -> Iterator[None]:
    """Broker, relay and worker."""
    folder = broker.parent
    started = [valkey.start(socket=broker, data=folder / "broker", log=folder / "broker.log")]
    valkey.wait_until_ready(broker, started[0])
    try:
        for command in (["manage.py", "relay"], list(WORKER)):
            with (folder / f"{len(started)}.log").open("wb") as log:
                started.append(subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=log, stderr=log))
        time.sleep(8)  # until both have imported everything: what is measured is a running installation
        yield
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
            store = self.stores[(self.number + position * CALLERS) % len(self.stores)]
            message = signed(store["path"], store, store["secret"], reservation_id=reservation_id)
            (status,), (took,) = exchange(self.port, [message])
            if status == 202:
                self.answered[reservation_id] = time.monotonic()
                self.times.append(took)
            else:
                self.refused.append(status)


class Watch(threading.Thread):
    """Looks for reservations from a connection of its own; ``seen`` says when each was there."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[str, float] = {}

    def run(self) -> None:
        """Look."""
        with psycopg.connect(os.environ["BENCH_SUPERUSER"], autocommit=True) as link:
            while True:
                rows = link.execute("SELECT external_id FROM reservations_reservation").fetchall()
                now = time.monotonic()
                for (reservation_id,) in rows:
                    self.seen.setdefault(reservation_id, now)
                time.sleep(LOOK_SECONDS)

    @staticmethod
    def stored() -> set[str]:
        """Which reservations the messages that were kept are about."""
        with psycopg.connect(os.environ["BENCH_SUPERUSER"], autocommit=True) as link:
            return {name for (name,) in link.execute("SELECT reservation_id FROM lexus_app_inboundmessage")}

    def wait_for(self, number: int) -> None:
        """Until so many are visible, or nobody has patience any more."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.seen) < number and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)


def report(callers: list[Caller], watch: Watch, seconds: int, own: float) -> None:
    """The figures."""
    answered = {name: at for caller in callers for name, at in caller.answered.items()}
    refused = [status for caller in callers for status in caller.refused]
    times = sorted(took * 1000 for caller in callers for took in caller.times)
    waits = sorted(watch.seen[name] - at for name, at in answered.items() if name in watch.seen)
    print(f"{len(answered):,} of {A_SECOND * seconds:,} answered 202 in {seconds} s, others {refused[:5]}")
    print(f"the answer: p50 {cut(times, 50):.1f} ms, p95 {cut(times, 95):.1f} ms, p99 {cut(times, 99):.1f} ms")
    print(f"visible after 202: p50 {cut(waits, 50):.2f} s, p95 {cut(waits, 95):.2f} s, p99 {cut(waits, 99):.2f} s")
    print(
        f"lost: {len(answered) - len(waits)}; the web process worked {own * 1000 / max(1, len(answered)):.2f} ms each"
    )


def cut(values: list[float], percent: int) -> float:
    """A percentile."""
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
