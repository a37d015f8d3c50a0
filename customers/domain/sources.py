"""Where a paper or a card of a guest came from."""

from enum import StrEnum


class Source(StrEnum):
    """Who brought it."""

    STAFF = "staff"
    GUEST = "guest"
    LEXUS_APP = "lexus_app"
    API = "api"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return LABELS[self]


LABELS = {Source.STAFF: "Staff", Source.GUEST: "Guest", Source.LEXUS_APP: "Lexus App", Source.API: "API"}
CHOICES = [(source.value, source.label) for source in Source]
