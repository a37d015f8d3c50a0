"""What the sandbox remembers: one SQLite file, one writer at a time, safe against a kill at any line."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql")
Row = sqlite3.Row


class Store:
    """One connection behind one lock; transactions nest by joining the outer one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(
            folder / "sandbox.sqlite3", check_same_thread=False, isolation_level=None, timeout=30
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._create_tables()

    def _create_tables(self) -> None:
        self._connection.executescript(f"BEGIN; {SCHEMA.read_text()} COMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._connection
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def rows(self, statement: str, *values: object) -> list[Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def write(self, statement: str, *values: object) -> None:
        with self.transaction() as connection:
            connection.execute(statement, values)

    def reset(self) -> None:
        """Forget everything, the ledger too: its guards against change go with the table."""
        with self._lock:
            names = [row["name"] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
            drops = [f'DROP TABLE "{name}";' for name in names if not name.startswith("sqlite_")]
            self._connection.executescript(f"BEGIN; {''.join(drops)} COMMIT;")
            self._create_tables()

    def close(self) -> None:
        with self._lock:
            self._connection.close()
