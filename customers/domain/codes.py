"""Public codes that can be read aloud: no 0 or O, no 1, I or L, and no vowels, so that none spells a word."""

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def spoken(length: int) -> str:
    """A random code of so many characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy(typed: str) -> str:
    """A code as it was said or typed: in capitals, without spaces."""
    return "".join(typed.upper().split())
