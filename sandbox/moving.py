"""The application, or the sandbox itself, has another address than before: what is remembered leads there."""

from collections.abc import Mapping

from sandbox.store import Store

REMEMBERED = (
    ("texts", "body"),
    ("texts", "callback"),
    ("emails", "text"),
    ("emails", "html"),
    ("deliveries", "job"),
    ("objects", "body"),
    ("answers", "body"),
)


def follow(store: Store, earlier: Mapping[str, str]) -> None:
    """``earlier`` says which address comes in the place of which; a second time does nothing."""
    with store.transaction() as connection:
        for old, new in earlier.items():
            for table, column in REMEMBERED:
                change = f"UPDATE {table} SET {column} = replace({column}, ?, ?) WHERE instr({column}, ?)"  # noqa: S608 - our own names
                connection.execute(change, (f"{old}/", f"{new}/", f"{old}/"))
