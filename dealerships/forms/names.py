"""What an admin calls something: a group, a program, an agreement. It can be seen, and it fits in its place."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from kernel.keys import without_case_and_spaces

TOO_LONG = "A name has at most %(limit_value)d characters; this one has %(show_value)d."


class NameField(forms.CharField):
    """
    A name of at most ``longest`` characters, also in the form in which names of its kind are ``compared``; ``missing``
    is said where nothing of it can be seen.
    """

    def __init__(
        self, *, longest: int, missing: str, compared: Callable[[str], str] = without_case_and_spaces, **kwargs: Any
    ) -> None:
        said = {"required": missing, "max_length": TOO_LONG}
        super().__init__(max_length=longest, error_messages=said, **kwargs)
        self.fits, self.compared = MaxLengthValidator(longest, message=TOO_LONG), compared

    def to_python(self, value: Any) -> str:
        """Empty, where nothing can be seen."""
        typed = super().to_python(value) or ""
        return typed if without_case_and_spaces(typed) else ""

    def run_validators(self, value: str) -> None:
        """A single character can stand for many (such as ㍿ for four), which are what names are compared by."""
        super().run_validators(value)
        self.fits(self.compared(value))
