"""What somebody else says of a guest where the profile says something else: to be taken, or not."""

from enum import StrEnum


class Part(StrEnum):
    """Which part of a profile it is about."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    LICENCE = "licence"
    INSURANCE = "insurance"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return self.value.capitalize()


PARTS = [(part.value, part.label) for part in Part]
