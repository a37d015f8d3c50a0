"""Links for guests: a token that can't be guessed, a question that is answered at most five times wrongly."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from enum import StrEnum

TOKEN_BYTES = 24
"""192 bits: 32 characters of a text."""
MOST_WRONG_ANSWERS = 5
SIGNING_LASTS = timedelta(hours=72)
DOCUMENTS_LAST = timedelta(days=30)
ANSWER_LASTS = timedelta(minutes=60)
"""How long an answered link stays open on the guest's device."""


class LinkPurpose(StrEnum):
    """What a link opens."""

    PROFILE = "profile"
    DOCUMENTS = "documents"

    @property
    def label(self) -> str:
        """The words of the history."""
        return "Agreement and receipt" if self is LinkPurpose.DOCUMENTS else "Profile, card, agreement and signature"


LINK_CHOICES = [(purpose.value, purpose.label) for purpose in LinkPurpose]


class UnknownLink(Exception):
    """There never was such a link, or it is another store's."""

    def __init__(self) -> None:
        """Say nothing about it."""
        super().__init__("There is no such page.")


class EndedLink(Exception):
    """A genuine link that has expired or is locked; a new one can be asked for."""


class LockedLink(EndedLink):
    """It was answered wrongly too often."""


class WrongDigits(Exception):
    """The digits are not those that we have."""

    def __init__(self, tries_left: int) -> None:
        """Say how often it can be tried again."""
        tries = f"{tries_left} {'try is' if tries_left == 1 else 'tries are'} left"
        super().__init__(f"These are not the digits we have. {tries}.")
        self.tries_left = tries_left


def new_token() -> str:
    """A token for a link; it is told once and never kept."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def same_digits(given: str, known: str) -> bool:
    """Whether four digits are the right ones, in constant time; other characters of the answer don't count."""
    typed = "".join(letter for letter in given.upper() if letter.isalnum())
    return bool(known) and hmac.compare_digest(typed.encode(), known.upper().encode())


def path_of(*, slug: str, token: str) -> str:
    """Where the link leads, below the installation's address."""
    return f"/{slug}/g/{token}/"
