"""
How long the counter's pages take with the demo's year of data, beside a bare Django page with one query.

Run as `python -m bench.pages`. One web process each, on the same database; they are asked in turn, and each figure is
the median of five rounds. Beside the time of an answer stands the processor time that the web process spent on it, which
depends less on what else the machine does.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import closing
from typing import Any, NamedTuple

import psycopg

from bench.webhooks import busy, database, dsn, server

ROUNDS, TIMES = 5, 20
TABLE = """
    CREATE TABLE bare_loan (id bigserial PRIMARY KEY, code text NOT NULL, guest text NOT NULL, car text NOT NULL,
                            pickup_at timestamptz NOT NULL, dropoff_at timestamptz NOT NULL);
    INSERT INTO bare_loan (code, guest, car, pickup_at, dropoff_at)
    SELECT 'LS-' || number, 'Guest ' || number, 'RX 350', now() - number * interval '5 hours', now()
    FROM generate_series(1, 2000) AS number;
    GRANT SELECT ON bare_loan TO loanerdesk_app;
"""
Server = tuple[int, "subprocess.Popen[bytes]"]
FLOOR = "bare Django, one query"
MOST = 6.0


class Took(NamedTuple):
    """Milliseconds until an answer was there, and of the processor for it."""

    time: float
    spent: float


def main() -> int:
    """Print the table; fails where a page takes more than six times as long as the floor."""
    with database() as variables:
        os.environ.update({**variables, "DEMO": "1", "SANDBOX_ADDRESS": "http://127.0.0.1:9"})
        told = prepare()
        pages = {FLOOR: "/bare/", **told["pages"]}
        with (
            server("config.wsgi:application", {}) as ours,
            server("bench._bare_page:application", {}) as bare,
        ):
            asked = [
                {name: took(bare if name == FLOOR else ours, pages[name], told["cookie"]) for name in pages}
                for _ in range(ROUNDS + 1)
            ]
    return report(asked[1:])


def prepare() -> dict[str, Any]:
    """The demo's stores with their year, the floor's table, and somebody signed in."""
    subprocess.run([sys.executable, "manage.py", "prepare_demo"], check=True)
    with psycopg.connect(dsn("OWNER_"), autocommit=True) as owner:
        owner.execute(TABLE)
        owner.execute("ANALYZE")
    said = subprocess.run([sys.executable, "-m", "bench._signed_in"], check=True, capture_output=True).stdout
    told: dict[str, Any] = json.loads(said)
    return told


def took(asked: Server, page: str, cookie: str) -> Took:
    """One answer, the median of several over one connection."""
    port, process = asked
    link, before = http.client.HTTPConnection("127.0.0.1", port), busy(process.pid)
    with closing(link):
        times = [once(link, page, cookie) for _ in range(TIMES)]
    return Took(time=statistics.median(times) * 1000, spent=(busy(process.pid) - before) / TIMES * 1000)


def once(link: http.client.HTTPConnection, page: str, cookie: str) -> float:
    """Seconds for one answer, read to its end."""
    began = time.perf_counter()
    link.request("GET", page, headers={"Cookie": cookie})
    answer = link.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{page} answered {answer.status}")
    return time.perf_counter() - began


def report(rounds: list[dict[str, Took]]) -> int:
    """The medians and their ratios to the floor, taken round by round."""
    for name in rounds[0]:
        mine = [each[name] for each in rounds]
        time, spent = (statistics.median(values) for values in zip(*mine, strict=True))
        print(f"figure: {name:24} {time:6.1f} ms {ratio(rounds, name).time:5.1f} times,", end=" ")
        print(f"of them its own {spent:5.1f} ms {ratio(rounds, name).spent:5.1f} times")
    return 1 if any(ratio(rounds, name).time > MOST for name in rounds[0]) else 0


def ratio(rounds: list[dict[str, Took]], name: str) -> Took:
    """How many times the floor."""
    return Took(
        time=statistics.median(each[name].time / each[FLOOR].time for each in rounds),
        spent=statistics.median(each[name].spent / each[FLOOR].spent for each in rounds),
    )


if __name__ == "__main__":
    sys.exit(main())
