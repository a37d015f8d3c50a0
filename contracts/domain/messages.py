"""The words of texts and emails to guests. A vehicle group's name is never in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.domain.wording import listed, short_time_in_words

STOP = "Reply STOP to end texts."


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A message: what caused it, the subject of an email, and the text."""

    cause: str
    subject: str
    text: str


def signature_requested(
    *, store: str, first_name: str, pickup_at: datetime, zone: ZoneInfo, url: str, lacking: Sequence[str] = ()
) -> Words:
    """Asks the guest for what is missing from the profile, if anything is, and to read the agreement and sign."""
    first = f"Add your {listed(lacking)}" if lacking else "Check your details"
    return Words(
        cause="signature requested",
        subject=f"Your loan car at {store}",
        text=f"{store}: Hello {first_name}, your loan car is due {short_time_in_words(pickup_at, zone)}. "
        f"{first}, read and sign here within 72 hours: {url} {STOP}",
    )


def profile_to_complete(
    *, store: str, first_name: str, pickup_at: datetime, zone: ZoneInfo, url: str, lacking: Sequence[str]
) -> Words:
    """Asks the guest for what is missing from the profile, so that the counter has nothing left to type."""
    return Words(
        cause="profile to complete",
        subject=f"Your loan car at {store}",
        text=f"{store}: Hello {first_name}, your loan car is due {short_time_in_words(pickup_at, zone)}. "
        f"Add your {listed(lacking)} here, and the counter takes a minute: {url} {STOP}",
    )


def driver_asked(*, store: str, first_name: str, guest: str, pickup_at: datetime, zone: ZoneInfo, url: str) -> Words:
    """Asks an additional driver to read, accept and sign."""
    return Words(
        cause="signature requested",
        subject=f"You are named as a driver at {store}",
        text=f"{store}: Hello {first_name}, {guest} named you as a driver of a loan car from "
        f"{short_time_in_words(pickup_at, zone)}. Check your licence, read and sign here within 72 hours: {url} {STOP}",
    )


def agreement_ready(
    *, store: str, first_name: str, model: str, dropoff_at: datetime, zone: ZoneInfo, url: str
) -> Words:
    """Sent after start: the sealed agreement."""
    return Words(
        cause="agreement",
        subject="Your signed agreement",
        text=f"{store}: Have a good drive, {first_name}. Your signed agreement for the {model} is here: {url} "
        f"It is due back {short_time_in_words(dropoff_at, zone)}. {STOP}",
    )


def extended(*, store: str, first_name: str, model: str, dropoff_at: datetime, zone: ZoneInfo) -> Words:
    """Sent when staff let the loan end later."""
    return Words(
        cause="extended",
        subject="Your loan is extended",
        text=f"{store}: {first_name}, your loan is extended. The {model} is due back "
        f"{short_time_in_words(dropoff_at, zone)} now. {STOP}",
    )


def receipt_ready(*, store: str, first_name: str, model: str, total: str, url: str) -> Words:
    """Sent after finish: agreement and receipt."""
    return Words(
        cause="receipt",
        subject="Your receipt",
        text=f"{store}: Thank you for bringing back the {model}, {first_name}. The total is {total}. "
        f"Your receipt and agreement: {url} {STOP}",
    )


def documents_again(*, store: str, first_name: str, url: str) -> Words:
    """A new link to the documents, because the guest or the counter asked for one."""
    return Words(
        cause="documents",
        subject="Your documents",
        text=f"{store}: {first_name}, here are the documents of your loan: {url} The link is open for 30 days. {STOP}",
    )
