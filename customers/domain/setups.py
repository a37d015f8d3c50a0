"""How a visit to the processor's hosted card page stands."""

from enum import StrEnum


class SetupState(StrEnum):
    """wanted → open → succeeded | failed (a lost or ended page; another can be asked for)"""

    WANTED = "wanted"
    OPEN = "open"
    SUCCEEDED = "succeeded"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return self.value.capitalize()


CHOICES = [(state.value, state.label) for state in SetupState]
