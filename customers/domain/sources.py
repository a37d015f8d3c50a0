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

    @property
    def whom(self) -> str:
        """From whom it is, within a sentence."""
        return WHOM[self]


LABELS = {Source.STAFF: "Staff", Source.GUEST: "Guest", Source.LEXUS_APP: "Lexus App", Source.API: "API"}
WHOM = {
    Source.STAFF: "the counter",
    Source.GUEST: "the guest",
    Source.LEXUS_APP: "the Lexus App",
    Source.API: "the API",
}
CHOICES = [(source.value, source.label) for source in Source]
