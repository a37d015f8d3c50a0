"""What a load costs: processor time of each part with its child processes, and the statements of the application."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, FIRST, LAST = 1, 11, 15
"""Places in /proc/<pid>/stat after the name: the parent, and the times, own and of children that have ended."""
NO_WORK = "^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)|set_config"
STATEMENTS = """
    SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
    WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = %s) AND query !~ %s
"""


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Seconds of processor time by part, and how many statements the application has made."""

    seconds: Mapping[str, float]
    statements: int

    def since(self, before: "Costs") -> "Costs":
        """What has come on top."""
        seconds = {name: spent - before.seconds[name] for name, spent in self.seconds.items()}
        return Costs(seconds=seconds, statements=self.statements - before.statements)


def costs(link: "psycopg.Connection[tuple[object, ...]]", parts: Mapping[str, int]) -> Costs:
    """
    As they stand: ``parts`` are processes by name; PostgreSQL is the one that this link leads to, without the link.

    Transaction control and scopes are no statements, as everywhere else.
    """
    backend = link.info.backend_pid
    seconds = {name: of_family(pid) for name, pid in parts.items()}
    seconds["PostgreSQL"] = of_family(parent_of(backend)) - own(backend)
    (made,) = link.execute(STATEMENTS, [os.environ["DATABASE_USER"], NO_WORK]).fetchone() or (0,)
    return Costs(seconds=seconds, statements=int(str(made)))


def of_family(pid: int) -> float:
    """Seconds of a process and all that it has started."""
    children = [each for thread in Path(f"/proc/{pid}/task").iterdir() for each in children_of(thread)]
    return own(pid) + sum(of_family(child) for child in children)


def children_of(thread: Path) -> list[int]:
    """The processes that a thread has started and that still run."""
    return [int(pid) for pid in (thread / "children").read_text().split()]


def own(pid: int) -> float:
    """Seconds of one process and of the children that have ended."""
    return sum(int(field) for field in fields(pid)[FIRST:LAST]) / TICKS


def parent_of(pid: int) -> int:
    """Who started it."""
    return int(fields(pid)[PARENT])


def fields(pid: int) -> list[str]:
    """What /proc says of a process, after its name."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
