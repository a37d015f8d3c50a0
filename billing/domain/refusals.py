"""How bad usage and bad terms are refused: by the name of the field and a sentence (billing.md rule 15)."""

from typing import NoReturn


class BadUsage(Exception):
    """What is asked to be priced can't have happened, or can't have been agreed."""

    def __init__(self, field: str, message: str) -> None:
        """Keep the path of the field, `vehicles[0].in.odometer` or `[]` for the whole, beside the message."""
        super().__init__(message)
        self.field = field
        self.message = message

    def __reduce__(self) -> tuple[type["BadUsage"], tuple[str, str]]:
        """Survive the way between processes, field and all."""
        return BadUsage, (self.field, self.message)


def refuse(field: str, message: str) -> NoReturn:
    """
    Refuse a field.

    :raises BadUsage: always
    """
    raise BadUsage(field, message)
