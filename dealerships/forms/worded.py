"""
Forms whose faults say what to do.

Django's own words say what a field is, such as *This field is required.* A fault that a field or a form of ours words
itself is text; Django's own are still to be translated. ``WordedForm`` puts our words in the place of those, by their
code, when they come to stand beside their field; so it knows the field as it is, however it came into the form.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

Kind = type[forms.Field]
Label = str
Limits = Mapping[str, Any]
LIMITS: dict[str, Callable[[Limits], str]] = {
    "max_length": lambda said: (
        f"This has at most {said['limit_value']:,} characters; what you typed has {said['show_value']:,}."
    ),
    "min_length": lambda said: (
        f"This has at least {said['limit_value']:,} characters; what you typed has {said['show_value']:,}."
    ),
    "max_value": lambda said: f"This is at most {said['limit_value']:,}.",
    "min_value": lambda said: f"This is at least {said['limit_value']:,}.",
    "max_digits": lambda said: f"This has at most {said['max']} digits.",
    "max_decimal_places": lambda said: f"This has at most {said['max']} decimals.",
    "max_whole_digits": lambda said: f"This has at most {said['max']} digits before the point.",
}
PLAIN = {
    "invalid_choice": "This can’t be chosen, or not any more. Choose another.",
    "invalid_list": "Choose from the list.",
    "invalid_pk_value": "Choose from the list.",
    "null_characters_not_allowed": "There is a character in it that can’t be kept. Type it anew.",
    "empty": "The file is empty. Choose another.",
    "missing": "Choose a file.",
    "incorrect_code": "This code is not right, or not any more. Type the newest one.",
    "incorrect_password": "This is not your password. Type it again.",
    "enter_current_password": "This is not your password. Type it again.",
    "contradiction": "Choose a file, or take it away; not both.",
}
UNREADABLE: dict[Kind, str] = {
    forms.IntegerField: "Type a whole number in digits.",
    forms.DecimalField: "Type a number, such as 17.8.",
    forms.DateField: "Give a date, such as 2026-03-10.",
    forms.DateTimeField: "Give a day and a time.",
    forms.TimeField: "Type a time, such as 07:30.",
    forms.EmailField: "Type an email address, such as sam@example.com.",
    forms.URLField: "Type a web address, such as https://example.com/loans.",
    forms.FileField: "Choose a file.",
}
MISSING: dict[Kind, str] = {
    forms.BooleanField: "Tick this to go on.",
    forms.FileField: "Choose a file.",
    forms.DateTimeField: "Give a day and a time.",
}


class WordedForm(forms.Form):
    """A form of ours; every one derives from it."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Stand beside its field in words that say what to do."""
        if isinstance(error, ValidationError) and field in self.fields:
            kind, label = type(self.fields[field]), str(self[field].label)
            error = ValidationError([worded(one, kind, label) for one in error.error_list])
        super().add_error(field, error)


def worded(fault: ValidationError, kind: Kind, label: Label) -> ValidationError:
    """The fault in our words, where it has Django's."""
    words = said_of(fault.code or "", fault.params or {}, kind, label) if isinstance(fault.message, Promise) else ""
    return ValidationError(words, code=fault.code) if words else fault


def said_of(code: str, limits: Limits, kind: Kind, label: Label) -> str:
    """What to do about a fault of that code; nothing where a library words a fault of its own."""
    if code in LIMITS:
        return LIMITS[code](limits)
    if code == "required":
        return missing(kind, label)
    if code == "invalid":
        return nearest(UNREADABLE, kind) or f"Check the {inside_a_sentence(label)}: it can’t be right."
    return PLAIN.get(code, "")


def missing(kind: Kind, label: Label) -> str:
    """What to do where nothing was given."""
    verb = "Choose" if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField) else "Type"
    return nearest(MISSING, kind) or f"{verb} the {inside_a_sentence(label)}."


def nearest(words: Mapping[Kind, str], kind: Kind) -> str:
    """The words for this kind of field, else for what it is a kind of."""
    return next((words[each] for each in kind.__mro__ if each in words), "")


def inside_a_sentence(label: Label) -> str:
    """The label without its capitals, but for abbreviations: *the new password*, *the ZIP code*."""
    return " ".join(word if word[:2].isupper() else word.lower() for word in label.split())
