"""JSON as text: numbers are read as they are written, never as floats (billing.md rule 1)."""

import json

from billing.domain.refusals import refuse


def read_json(text: str | bytes) -> object:
    """
    Read JSON, every number with a point, an exponent or no meaning kept as the text it was.

    :raises BadUsage: it is not JSON, with the field `[]`
    """
    try:
        read: object = json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as reason:
        refuse("[]", f"This is not JSON: {reason}.")
    return read


def write_json(form: object) -> str:
    """Write a form; the same form always gives the same text."""
    return json.dumps(form, ensure_ascii=False, indent=1)
