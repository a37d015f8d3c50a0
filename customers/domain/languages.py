"""The languages that guests are written to, and that driver agreements are worded in: those of the stores."""

from dealerships.domain.languages import LANGUAGES

__all__ = ["LANGUAGES"]
