"""Every fault that a form shows says what to do, in the words of the product: Django's own reach nobody."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from dealerships.forms import WordedForm
from dealerships.forms.worded import LIMITS, PLAIN, said_of, worded
from tests.architecture.test_shape import STACK, modules

FIELD = re.compile(r"forms\.(\w+Field)\b")
WRITTEN = ["", "nonsense", "-1", "1e99", "\x00", "x" * 70_000]
SAID = {"limit_value": 40, "show_value": 44, "max": 6, "value": "x"}


def below(kind: type[Any]) -> Iterator[type[Any]]:
    """Everything of ours that derives from it."""
    for each in kind.__subclasses__():
        if each.__module__.split(".")[0] in STACK:
            yield each
        yield from below(each)


def forms_of_ours() -> set[type[forms.BaseForm]]:
    """The forms of every page, which are there once every address is known, and those of signing in."""
    of_the_library = {**settings.ACCOUNT_FORMS, **settings.MFA_FORMS}.values()
    assert get_resolver().url_patterns
    return {*below(forms.BaseForm), *map(import_string, of_the_library)} - {WordedForm}


def kinds_in_use() -> set[type[forms.Field]]:
    """The kinds of fields that are named anywhere, and our own."""
    named = {name for path in modules() for name in FIELD.findall(path.read_text())}
    return {getattr(forms, name) for name in named} | set(below(forms.Field))


def words_of_django(kind: type) -> dict[str, Promise]:
    """What a kind of field says in Django's words, by code."""
    said: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        said |= getattr(each, "default_error_messages", {})
    return {code: words for code, words in said.items() if isinstance(words, Promise)}


def test_every_form_of_ours_words_its_faults():
    found = forms_of_ours()

    assert len(found) > 40
    assert [form.__qualname__ for form in found if not issubclass(form, WordedForm)] == []


def test_every_fault_of_every_kind_of_field_has_our_words():
    kinds = kinds_in_use()

    unsaid = [
        (kind.__name__, code)
        for kind in kinds
        for code in {*words_of_django(kind), *LIMITS, *PLAIN}
        if not said_of(code, SAID, kind, "Year")
    ]

    assert forms.TimeField in kinds
    assert unsaid == []


def test_whatever_is_typed_into_whatever_field_no_word_of_django_is_left():
    for form in forms_of_ours():
        for name, field in form.base_fields.items():
            if isinstance(field, forms.ModelChoiceField):
                continue  # what it offers is known once its dealership is
            for fault in faults(field):
                said = worded(fault, type(field), field.label or name)
                assert not isinstance(said.message, Promise), f"{form.__qualname__}.{name}: {said.message}"


def faults(field: forms.Field) -> Iterator[ValidationError]:
    """What is wrong with what nobody means."""
    for typed in WRITTEN:
        try:
            field.clean([typed] if isinstance(field, forms.MultipleChoiceField) else typed)
        except ValidationError as fault:
            yield from fault.error_list


class Errand(WordedForm):
    """An errand, whose field of the way is there only once it is asked for."""

    doors = forms.IntegerField(min_value=2)
    note = forms.CharField(label="VIN", min_length=3, error_messages={"min_length": "As it stands on the door."})

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["way"] = forms.ChoiceField(label="Way home", choices=[("on foot", "On foot")])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, {"doors": ["Type the doors."], "note": ["Type the VIN."], "way": ["Choose the way home."]}),
        (
            {"doors": "1,8", "note": "x", "way": "by air"},
            {
                "doors": ["Type a whole number in digits."],
                "note": ["As it stands on the door."],
                "way": ["This can’t be chosen, or not any more. Choose another."],
            },
        ),
        (
            {"doors": "1", "note": "1\x002", "way": "on foot"},
            {
                "doors": ["This is at least 2."],
                "note": ["There is a character in it that can’t be kept. Type it anew."],
            },
        ),
    ],
)
def test_a_fault_stands_beside_its_field_in_our_words(typed: dict[str, str], said: dict[str, list[str]]):
    errand = Errand(typed)

    assert dict(errand.errors) == said
