"""The partner as the one who acts, for the history; and what the history calls its reservations."""

from dealerships.domain.actor import Actor, Kind

LEXUS_APP = Actor(kind=Kind.PARTNER, name="Lexus App", origin="Lexus App")
LONGEST_SUBJECT = 80


def subject_of(reservation_id: str) -> str:
    """A reservation of the app, booked here or not; a subject is shorter than an id may be."""
    return f"lexus-app/{reservation_id}"[:LONGEST_SUBJECT]
