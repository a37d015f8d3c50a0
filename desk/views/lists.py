"""What every list has: tabs, sorted heads, pages, and its rows as CSV."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

ROWS_A_PAGE = 20
MOST_ROWS_IN_A_FILE = 20_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A state to look at; only what is open is counted."""

    name: str
    label: str
    here: bool
    count: int | None


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column to sort by: how it is sorted now, and where its link leads."""

    label: str
    sorted: str
    next: str
    arrow: str


def tabs(labels: Mapping[str, str], here: str, counts: Mapping[str, int]) -> list[Tab]:
    """The tabs of a list."""
    return [Tab(name=name, label=label, here=name == here, count=counts.get(name)) for name, label in labels.items()]


def heads(columns: Mapping[str, str], order: str) -> list[Head]:
    """The sortable heads; the one in use turns round when it is pressed."""
    return [_head(name, label, order) for name, label in columns.items()]


def _head(name: str, label: str, order: str) -> Head:
    if order == name:
        return Head(label=label, sorted="ascending", next=f"-{name}", arrow=" ↑")
    if order == f"-{name}":
        return Head(label=label, sorted="descending", next=name, arrow=" ↓")
    return Head(label=label, sorted="", next=name, arrow="")


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page asked for, or the nearest there is."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file for a spreadsheet; what a spreadsheet would take for a formula is quoted."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return response


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
