"""A section of rows: a button adds one, another takes one out; both only show the section again, nothing is saved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import BadRequest

from billing.forms.section import SAVE
from kernel.changes import Words, fingerprint

ADD = "add"
REMOVE = "remove-"
MOST_ROWS = 50


class RowsForm:
    """
    Rows of one sort, each a form of its own; ``names`` are its fields, the first of them says what the row is.

    :raises BadRequest: how many rows were sent is not said, which no browser does: to save that would empty the section

    A row of whose ``telling`` fields nothing was typed counts as none. A kind that an earlier row has is refused at the
    later one.
    """

    names: Sequence[str] = ()
    telling: Sequence[str] = ()
    again = "This is already in the list; each may be used once."

    def __init__(self, data: Any = None, *, section: str, stored: Words, rows: Sequence[Mapping[str, Any]]) -> None:
        self.section, self.stored, self.data = section, stored, data
        self.is_bound = data is not None
        self.press = str(data.get("press", SAVE)) if data is not None else SAVE
        if self.press == SAVE and self.is_bound:
            self.rows = [self._row(place, data=data) for place in self._places()]
        else:
            self.rows = [self._row(place, initial=each) for place, each in enumerate(self._shown_rows(rows))]
        if self.press == ADD:
            self.rows[-1].fields[self.names[0]].widget.attrs["autofocus"] = True

    def row(self, **kwargs: Any) -> forms.Form:
        """One row's form."""
        raise NotImplementedError

    @property
    def shown(self) -> str:
        """The fingerprint of the state that the rows were made from."""
        return str(self.data.get("shown", "")) if self.is_bound else fingerprint(self.stored)

    @property
    def filled(self) -> list[forms.Form]:
        """The rows of which something was typed."""
        return [row for row in self.rows if any(self._typed(row.prefix or "", self.telling).values())]

    @property
    def faults(self) -> int:
        """How many fields are to be mended."""
        return sum(len(row.errors) for row in self.filled) if self.is_bound and self.press == SAVE else 0

    def is_valid(self) -> bool:
        """Every row is, and no two are of one kind."""
        good = [row.is_valid() for row in self.filled]
        seen: set[str] = set()
        for row in self.filled:
            kind = row.cleaned_data.get(self.names[0], "")
            if kind and kind in seen:
                row.add_error(self.names[0], self.again)
            seen.add(kind)
        return all(good) and not self.faults

    def _places(self) -> range:
        count = str(self.data.get(f"{self.section}-rows", ""))
        if not re.fullmatch(r"\d{1,3}", count, re.ASCII) or int(count) > MOST_ROWS:
            raise BadRequest("The section came without its rows. Nothing was saved.")
        return range(int(count))

    def _typed(self, prefix: str, names: Sequence[str]) -> dict[str, str]:
        return {name: str(self.data.get(f"{prefix}-{name}", "")) for name in names}

    def _shown_rows(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        if not self.is_bound:
            yield from rows
            return
        for place in self._places():
            if self.press != f"{REMOVE}{place}":
                yield self._typed(f"{self.section}-{place}", self.names)
        if self.press == ADD and len(self._places()) < MOST_ROWS:
            yield {}

    def _row(self, place: int, **kwargs: Any) -> forms.Form:
        return self.row(prefix=f"{self.section}-{place}", auto_id="%s", use_required_attribute=False, **kwargs)
