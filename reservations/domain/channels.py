"""Where a booking came from."""

from enum import StrEnum


class Channel(StrEnum):
    """Who booked."""

    STAFF = "staff"
    LEXUS_APP = "lexus_app"
    API = "api"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return LABELS[self]


LABELS = {Channel.STAFF: "Staff", Channel.LEXUS_APP: "Lexus App", Channel.API: "API"}
CHOICES = [(channel.value, channel.label) for channel in Channel]
