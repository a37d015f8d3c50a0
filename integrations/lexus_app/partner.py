"""The partner as the one who acts, for the history."""

from dealerships.domain.actor import Actor, Kind

LEXUS_APP = Actor(kind=Kind.PARTNER, name="Lexus App", origin="Lexus App")
