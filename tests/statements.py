"""Count the statements of a piece of work as the database's own statistics do: without transactions and scopes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

NOT_WORK = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Statements:
    """The statements seen so far."""

    def __init__(self, captured: CaptureQueriesContext) -> None:
        self._captured = captured

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def texts(self) -> list[str]:
        """Them, in order."""
        seen = [query["sql"].strip() for query in self._captured.captured_queries]
        return [text for text in seen if not text.startswith(NOT_WORK) and "set_config" not in text]


@contextmanager
def statements() -> Iterator[Statements]:
    """Collect what is done inside the block: `len(seen)` of them, `seen.texts` to read."""
    with CaptureQueriesContext(connection) as captured:
        yield Statements(captured)
