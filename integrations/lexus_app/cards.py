"""
Card numbers: found before anything is stored or logged, so that none ever is.

A card number is 13 to 19 digits, perhaps with blanks or dashes between groups, that starts like an issuer's, has
that issuer's length, and passes the Luhn check. One licence number in ten passes Luhn by chance: hence the exemptions.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

MASK = "••••"
GAP = r"[\s\-./_\u00ad\u200b-\u200d\u2010-\u2015\ufeff]{0,3}"
RUN = re.compile(rf"\d(?:{GAP}\d){{12,}}")
GROUP = re.compile(r"\d+")
EXPONENT = re.compile(r"[:,\[]\s*-?\d[\d.]*[eE]")
DIGITS, GAPS = bytes.maketrans(b"123456789", b"0" * 9), b" \t\n\r\v\f\x1c\x1d\x1e\x1f-./_"
FEWEST_DIGITS = 13
LONG = b"0" * FEWEST_DIGITS
USUAL_KEY = 40
DOUBLED = str.maketrans("0123456789", "0246813579")
ISSUERS = (
    # first digits, number of digits
    (re.compile(r"4"), {13, 16, 19}),  # Visa
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), {16}),  # Mastercard
    (re.compile(r"3[47]"), {15}),  # American Express
    (re.compile(r"30[0-5]|3095|36|3[89]"), set(range(14, 20))),  # Diners Club
    (re.compile(r"6011|64[4-9]|65|62|81"), set(range(16, 20))),  # Discover, UnionPay
    (re.compile(r"35(?:2[89]|[3-8])"), set(range(16, 20))),  # JCB
    (re.compile(r"220[0-4]|60|82|508"), set(range(16, 20))),  # Mir, RuPay
    (re.compile(r"50[1-3]|5[678]|6304|67"), set(range(13, 20))),  # Maestro
)
FORBIDDEN_WORDS = frozenset({"cvv", "cvv2", "cvc", "cvc2", "cav2", "track", "track1", "track2", "pan"})
FORBIDDEN_PHRASES = ("cardnumber", "cardno", "cardnum", "trackdata", "securitycode", "primaryaccount")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+")
USUAL_NAMES = frozenset(
    {
        *("type", "timestamp", "data", "reservation_id", "version", "dealer_code", "guest", "full_name", "email"),
        *("phone", "guest_id", "pickup_at", "dropoff_at", "vehicle_category", "preferred_model", "reserve", "vin"),
        *("purchased_on", "days_left", "license", "number", "state", "country", "date_of_birth", "expires_on"),
        *(
            "insurance",
            "carrier",
            "policy_number",
            "payment_method",
            "processor",
            "account",
            "token",
            "notes",
            "reason",
        ),
    }
)
EXEMPT_KEYS = frozenset({"vin", "phone", "policy_number", "dealer_code"})


def faults(message: Any, path: str = "", *, guarded: bool = False) -> Iterator[str]:
    """The paths at which a message holds what must never be sent: a card's key, or its number where a token belongs."""
    if isinstance(message, dict):
        for key, value in message.items():
            if len(key) >= FEWEST_DIGITS and holds_card(key):
                yield path
            elif forbidden_key(key):
                yield f"{path}.{key}".lstrip(".")
            else:
                yield from faults(value, f"{path}.{key}".lstrip("."), guarded=guarded or key == "payment_method")
    elif isinstance(message, list):
        for position, value in enumerate(message):
            yield from faults(value, f"{path}[{position}]", guarded=guarded)
    elif guarded and holds_card(plain(message)):
        yield path


def is_free_of_long_numbers(json_text: str) -> bool:
    """
    Whether no text or number in this JSON is long enough for a card's: so nothing to mask.

    A superset, by one look at it all: escapes and exponents, which may hide digits, count as long numbers; so do, in
    plain ASCII, digits whose gaps are longer than a card number's.
    """
    if "\\" in json_text:
        return False
    if not json_text.isascii():
        return not EXPONENT.search(json_text) and not RUN.search(json_text)
    digits = json_text.encode().translate(DIGITS, GAPS)
    may_have_exponent = b"0e" in digits or b"0E" in digits
    return LONG not in digits and not (may_have_exponent and EXPONENT.search(json_text))


def has_usual_names(message: dict[str, Any]) -> bool:
    """Whether every name in it is one of the contract's, and no value is a list: so no name is forbidden."""
    unread = [message]
    for members in unread:
        kinds = set(map(type, members.values()))
        if list in kinds or not USUAL_NAMES.issuperset(members):
            return False
        if dict in kinds:
            unread += [value for value in members.values() if isinstance(value, dict)]
    return True


class HiddenNumber(str):
    """What is kept of a number that was a card's; it is written as a text, and is none where a text is asked for."""

    __slots__ = ()


def masked(message: Any, key: str = "", parent: str = "") -> Any:
    """The message with the digits of every card number in its free text replaced."""
    if isinstance(message, dict):
        return {name: masked(value, name, key) for name, value in message.items()}
    if isinstance(message, list):
        return [masked(value, key, parent) for value in message]
    text = plain(message)
    clean = text if exempt(key, parent) else without_cards(text)
    if clean == text:
        return message
    return clean if isinstance(message, str) else HiddenNumber(clean)


def plain(value: Any) -> str:
    """A text or a number as it would be read; nothing else can hold a card number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int) else ""


def holds_card(text: str) -> bool:
    """Whether a card number stands anywhere in the text."""
    return next(card_spans(text), None) is not None


def without_cards(text: str) -> str:
    """The text with each card number replaced by ••••."""
    clear, since = [], 0
    for start, end in card_spans(text):
        clear += [text[since:start], MASK]
        since = end
    return "".join([*clear, text[since:]])


def card_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand: whole groups of digits, so that neighbours of a number don't hide it."""
    if len(text) < FEWEST_DIGITS:
        return
    for run in RUN.finditer(text):
        groups = [group.span() for group in GROUP.finditer(text, *run.span())]
        digits = "".join(str(int(digit)) for start, end in groups for digit in text[start:end])
        ends = list(accumulate(end - start for start, end in groups))
        last_of = {end: position for position, end in enumerate(ends)}
        free_from = 0
        for (start, _), offset in zip(groups, [0, *ends], strict=False):
            length = 0 if offset < free_from else card_length(digits, offset, last_of)
            if length:
                free_from = offset + length
                yield start, groups[last_of[free_from]][1]


def card_length(digits: str, offset: int, last_of: Collection[int]) -> int:
    """How many digits from here on make a card number that ends with a group; 0 if none do."""
    for length in sorted(issued_lengths(digits, offset), reverse=True):
        if offset + length in last_of and passes_luhn(digits[offset : offset + length]):
            return length
    return 0


def issued_lengths(digits: str, offset: int) -> set[int]:
    """How long numbers are that start like these digits."""
    return set[int]().union(*(lengths for start, lengths in ISSUERS if start.match(digits, offset)))


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others."""
    return (sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(DOUBLED)))) % 10 == 0


def forbidden_key(key: str) -> bool:
    """Whether a key is named like something of a card that must never be sent."""
    return judged_key(key) if len(key) <= USUAL_KEY else judged_key.__wrapped__(key)


@lru_cache(maxsize=2048)
def judged_key(key: str) -> bool:
    """The same, remembered for the few keys that every message has."""
    words = [word.lower() for word in WORD.findall(key)]
    return not FORBIDDEN_WORDS.isdisjoint(words) or any(phrase in "".join(words) for phrase in FORBIDDEN_PHRASES)


def exempt(key: str, parent: str) -> bool:
    """Whether a field holds an identifier, which may pass for a card number by chance."""
    return key in EXEMPT_KEYS or key == "id" or key.endswith("_id") or (parent == "license" and key == "number")
