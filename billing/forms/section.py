"""
A section of settings as a form: it validates only itself, and carries the fingerprint of what it showed.

Every form of a section has the same face, whether it asks for fields or for rows: ``is_valid()``, ``value()``,
``words()``, ``shown``, ``faults``, ``pressed``.
"""

from typing import Any

from django import forms

from dealerships.forms import WordedForm
from kernel.changes import Words, fingerprint

SAVE = "save"


class SectionForm(WordedForm):
    """A section of fields. ``stored`` is what it shows, in words."""

    press = SAVE

    def __init__(self, data: Any = None, *, section: str, stored: Words, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{section}-%s", **kwargs)
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=fingerprint(stored))

    @property
    def shown(self) -> str:
        """The fingerprint of the state that the form was made from."""
        return str(self.data.get("shown", "")) if self.is_bound else str(self.fields["shown"].initial)

    @property
    def faults(self) -> int:
        """How many fields are to be mended."""
        return len(self.errors) if self.is_bound else 0

    def words(self) -> Words:
        """What was typed, in words, once the form is valid."""
        raise NotImplementedError

    def value(self) -> Any:
        """What was typed, as a value of the domain, once the form is valid."""
        raise NotImplementedError
