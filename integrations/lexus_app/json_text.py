"""Reading JSON that strangers wrote: one meaning only, of bounded depth, in characters that a database can keep."""

import json
import re
from math import isinf
from typing import Any, NoReturn

DEEPEST = 20
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class NotJson(Exception):
    """The bytes are no JSON that can be read in one way; the message says why, without quoting them."""


def read_json(body: bytes) -> Any:
    """
    :raises NotJson: not JSON in UTF-8, nested too deep, a name twice in one object, or a number that is none
    """
    try:
        text = body.decode()
        value = DECODER.decode(text)
    except RecursionError:
        raise NotJson(TOO_DEEP) from None
    except ValueError:
        raise NotJson("This is not JSON in UTF-8.") from None
    if text.count("{") + text.count("[") > DEEPEST and depth(value) > DEEPEST:
        raise NotJson(TOO_DEEP)
    return value


TOO_DEEP = f"This is nested more than {DEEPEST} deep."


def keepable(text: str) -> bool:
    """Whether the text has no character that UTF-8 or the database refuses."""
    return (text.isascii() and text.isprintable()) or not UNKEEPABLE.search(text)


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """
    The object; a name that stands twice would let one reader see what another does not.

    :raises NotJson: a name stands twice
    """
    members = dict(pairs)
    if len(members) < len(pairs):
        raise NotJson("An object has the same name twice.")
    return members


def finite(digits: str) -> float:
    """
    A number with a point or an exponent; one that is too large would be read as Infinity, and written as such.

    :raises NotJson: it is too large
    """
    number = float(digits)
    if isinf(number):
        raise NotJson("A number is too large.")
    return number


def refuse_constant(_: str) -> NoReturn:
    """
    :raises NotJson: always; NaN and Infinity are not JSON
    """
    raise NotJson("NaN and Infinity are not JSON.")


def depth(value: Any) -> int:
    """How deep the value is nested; counted without recursion."""
    deepest, level = 0, [value]
    while level:
        nested = [inner for inner in level if isinstance(inner, dict | list)]
        if not nested:
            return deepest
        deepest += 1
        level = [leaf for inner in nested for leaf in (inner.values() if isinstance(inner, dict) else inner)]
    return deepest


DECODER = json.JSONDecoder(object_pairs_hook=once_each, parse_float=finite, parse_constant=refuse_constant)
