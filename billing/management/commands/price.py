"""Price a case, or a list of cases, from standard input; needs no database (docs/billing.md, The command)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case, read_json, write_json
from billing.domain.refusals import BadUsage

BAD_USAGE = 2


class Command(BaseCommand):
    """`manage.py price < case.json`."""

    help = "Price a case (or a list of them) given as JSON on standard input; exit 2 for bad usage."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the invoice; for a list one answer each, with an error in the place of a bad case."""
        try:
            answer = _answer(read_json(sys.stdin.buffer.read()))
        except BadUsage as bad:
            _write(_error(bad))
            sys.exit(BAD_USAGE)
        _write(answer)


def _write(form: object) -> None:
    """Write UTF-8 on any terminal; half a character, which UTF-8 can't hold, stays the escape it was in JSON."""
    sys.stdout.buffer.write(f"{write_json(form)}\n".encode(errors="backslashreplace"))


def _answer(cases: object) -> object:
    if isinstance(cases, list):
        return [_priced_or_refused(case) for case in cases]
    return _priced(cases)


def _priced_or_refused(case: object) -> dict[str, object]:
    try:
        return _priced(case)
    except BadUsage as bad:
        return _error(bad)


def _priced(case: object) -> dict[str, object]:
    return invoice_form(price(*parse_case(case)))


def _error(bad: BadUsage) -> dict[str, object]:
    return {"error": {"field": bad.field, "message": bad.message}}
