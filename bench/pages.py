"""
How long the counter's pages take with the demo's year of data, beside a bare Django page with one query.

Run as `python -m bench.pages`. One web process each, on the same database; they are asked in turn, and each figure is
the median of five rounds.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import psycopg

from bench.webhooks import database, dsn, server

ROUNDS, TIMES = 5, 20
TABLE = """
    CREATE TABLE bare_loan (id bigserial PRIMARY KEY, code text NOT NULL, guest text NOT NULL, car text NOT NULL,
                            pickup_at timestamptz NOT NULL, dropoff_at timestamptz NOT NULL);
    INSERT INTO bare_loan (code, guest, car, pickup_at, dropoff_at)
    SELECT 'LS-' || number, 'Guest ' || number, 'RX 350', now() - number * interval '5 hours', now()
    FROM generate_series(1, 2000) AS number;
    GRANT SELECT ON bare_loan TO loanerdesk_app;
"""
FLOOR = "bare Django, one query"
MOST = 6.0


def main() -> int:
    """Print the table; fails where a page takes more than six times as long as the floor."""
    with database() as variables:
        os.environ.update({**variables, "DEMO": "1", "SANDBOX_ADDRESS": "http://127.0.0.1:9"})
        told = prepare()
        pages = {FLOOR: "/bare/", **told["pages"]}
        with (
            server("config.wsgi:application", {}) as (ours, _),
            server("bench._bare_page:application", {}) as (bare, _),
        ):
            ports = {name: bare if name == FLOOR else ours for name in pages}
            asked = [
                {name: took(ports[name], pages[name], told["cookie"]) for name in pages} for _ in range(ROUNDS + 1)
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


def took(port: int, page: str, cookie: str) -> float:
    """Milliseconds for one answer, the median of several over one connection."""
    link = http.client.HTTPConnection("127.0.0.1", port)
    with closing(link):
        return statistics.median(once(link, page, cookie) for _ in range(TIMES)) * 1000


def once(link: http.client.HTTPConnection, page: str, cookie: str) -> float:
    """Seconds for one answer, read to its end."""
    began = time.perf_counter()
    link.request("GET", page, headers={"Cookie": cookie})
    answer = link.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{page} answered {answer.status}")
    return time.perf_counter() - began


def report(rounds: list[dict[str, float]]) -> int:
    """The medians and their ratio to the floor, taken round by round."""
    floor = statistics.median(each[FLOOR] for each in rounds)
    print(f"figure: {FLOOR:32} {floor:6.1f} ms")
    slow = 0
    for name in [each for each in rounds[0] if each != FLOOR]:
        ratio = statistics.median(each[name] / each[FLOOR] for each in rounds)
        print(f"figure: {name:32} {statistics.median(each[name] for each in rounds):6.1f} ms   {ratio:4.1f} times")
        slow += ratio > MOST
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
