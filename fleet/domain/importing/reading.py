"""Read a file of rows: whatever its encoding and the sign between its cells."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 5_000
MOST_BYTES = 4 * 1024 * 1024
MOST_COLUMNS = 100
LONGEST_CELL = 2_000
SEPARATORS = ",;\t"
NAMES_ITS_SEPARATOR = re.compile(rf"\s*sep=([{SEPARATORS}])[ \t]*\r?\n", re.IGNORECASE)
"""The line that some programs put first, for spreadsheets; it is no row."""
IN_QUOTES = re.compile(r'"[^"]*"')
ENCODINGS = ("utf-8-sig", "cp1252")
"""A spreadsheet saves either; every file is a text in one of them, but for a few bytes that mean nothing."""


class UnreadableFile(Exception):
    """The file is no list of vehicles; the message says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A row of the file by its number as a spreadsheet counts it: the head is row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The head of a file, and its rows that say anything."""

    head: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet(content: bytes) -> Sheet:
    """
    :raises UnreadableFile: it is empty, too long, or no text
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it.")
    rows = [(number, row) for number, row in enumerate(_rows(_text(content)), start=1) if any(map(str.strip, row))]
    if len(rows) < 2:
        raise UnreadableFile("The file has no rows. Its first row names the columns, each row after it is a vehicle.")
    if len(rows) - 1 > MOST_ROWS:
        raise UnreadableFile(f"The file has {len(rows) - 1:,} rows; {MOST_ROWS:,} fit at once. Split it.")
    (_, head), *lines = rows
    return Sheet(
        head=tuple(cell.strip() for cell in head),
        lines=tuple(Line(number=number, cells=tuple(map(_plain, row))) for number, row in lines),
    )


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableFile("This is no CSV file. Save the sheet as CSV, and choose that file.")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("Some letters of the file can't be read. Save it as CSV UTF-8.")


def _rows(written: str) -> list[Sequence[str]]:
    named = NAMES_ITS_SEPARATOR.match(written)
    text = written[named.end() :] if named else written
    separator = named[1] if named else _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as broken:
        raise UnreadableFile(
            "A quotation mark opens a cell and never closes it. Look for one, and save again."
        ) from broken
    if any(len(row) > MOST_COLUMNS or max(map(len, row), default=0) > LONGEST_CELL for row in rows):
        raise UnreadableFile(f"A row has over {MOST_COLUMNS} cells, or a cell over {LONGEST_CELL:,} letters.")
    return list(rows)


def _separator(text: str) -> str:
    """What stands most often in the head, outside its quotation marks."""
    head = next((line for line in IN_QUOTES.sub('""', text).splitlines() if line.strip()), "")
    return max(SEPARATORS, key=head.count)


def _plain(cell: str) -> str:
    """Without the sign that keeps a spreadsheet from taking the cell for a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:2] in {"=", "+", "-", "@"} else text
