"""The ACRISS code of a category: four letters that say how large, of what build, with which gears and fuel."""

import unicodedata

MATRIX = (
    ("category", "MNEHCDIJSRFGPULWOX"),
    ("type", "BCDWVLSTFJXPQZEMRHYNGK"),
    ("transmission", "MNCABD"),
    ("fuel and air conditioning", "RNDQHIECLSABMFVZUX"),
)
PLACES = ("first", "second", "third", "fourth")
LENGTH = len(MATRIX)


class NoAcrissCode(ValueError):
    """What was typed is no ACRISS code; the message says which of its letters isn't."""


def acriss_code(typed: str) -> str:
    """
    The code in capitals; empty where none was typed.

    :raises NoAcrissCode: it is not four letters, each one of its place
    """
    written = unicodedata.normalize("NFKC", typed).strip()
    if not written:
        return ""
    if len(written) != LENGTH or not (written.isascii() and written.isalpha()):
        raise NoAcrissCode("An ACRISS code has four letters, such as SFAR.")
    code = written.upper()
    for place, letter, (what, letters) in zip(PLACES, code, MATRIX, strict=True):
        if letter not in letters:
            raise NoAcrissCode(f"No {what} has the letter {letter}; the {place} letter is one of {' '.join(letters)}.")
    return code
