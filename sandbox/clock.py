"""The processor's clock: real time, plus what a test has moved it forward, so that a hold can lapse in a second."""

import time

from sandbox.store import Store


class Clock:
    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> float:
        return time.time() + self.offset()

    def offset(self) -> float:
        rows = self._store.rows("SELECT value FROM settings WHERE name = 'clock_offset'")
        return float(rows[0]["value"]) if rows else 0.0

    def advance(self, seconds: float) -> None:
        offset = str(self.offset() + seconds)
        self._store.write("INSERT OR REPLACE INTO settings (name, value) VALUES ('clock_offset', ?)", offset)
