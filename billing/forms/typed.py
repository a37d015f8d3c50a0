"""Fields of settings: prices, counts and percentages as people type them, in the dealership's language."""

import re
from collections.abc import Sequence
from decimal import Decimal
from string import ascii_letters
from typing import Any

from babel import Locale
from babel.numbers import get_currency_symbol, get_decimal_symbol
from django import forms
from django.core.exceptions import ValidationError

from billing.domain.sound_terms import decimals
from billing.domain.words import plain
from dealerships.models import Dealership
from kernel.money import exact_text, rounded

NUMBER = re.compile(r"(\d{1,3}(?:([, ])\d{3}(?:\2\d{3})*)|\d+)(\.\d+)?|\.\d+", re.ASCII)
FINEST = 4
LONGEST = 30
"""No number that is meant has more characters."""
MOST = Decimal(100_000)


def locale_of(dealership: Dealership) -> Locale:
    """The dealership's language as the library of locales names it."""
    return Locale.parse(dealership.language.replace("-", "_"))


def has_decimal_comma(dealership: Dealership) -> bool:
    """Whether people write 20,50 there."""
    return bool(get_decimal_symbol(locale_of(dealership)) == ",")


def sign_of(currency: str, dealership: Dealership) -> str:
    """The sign that stands before an amount."""
    return str(get_currency_symbol(currency, locale=locale_of(dealership)))


def signs_of(dealership: Dealership) -> tuple[str, ...]:
    """How the dealership's currency is written before or after an amount."""
    sign = sign_of(dealership.currency, dealership)
    return (sign, dealership.currency, sign.lstrip(ascii_letters) or sign)


def typed_number(typed: str, dealership: Dealership, signs: Sequence[str] = ()) -> Decimal | None:
    """
    The number that somebody means by 4,118 or 20.50; in a language with a decimal comma, by 20,50. One of ``signs`` may
    stand before or after it. None where it is no number: 20 50 is not taken for 2,050.
    """
    digits = _without_sign(" ".join(typed.split()), signs)
    if has_decimal_comma(dealership) and "." not in digits:
        digits = digits.replace(",", ".")
    return Decimal(re.sub("[, ]", "", digits)) if NUMBER.fullmatch(digits) else None


def _without_sign(typed: str, signs: Sequence[str]) -> str:
    for sign in signs:
        for bare in (typed.removeprefix(sign), typed.removesuffix(sign)):
            if bare != typed:
                return bare.strip()
    return typed


class TypedField(forms.CharField):
    """A number typed as text: no spinner, and what was typed stays as it was typed."""

    inputmode = "decimal"
    signs: Sequence[str] = ()

    def __init__(self, *, dealership: Dealership, placeholder: str = "", **kwargs: Any) -> None:
        self.dealership = dealership
        attrs = {"inputmode": self.inputmode, "autocomplete": "off"}
        widget = forms.TextInput(attrs=attrs | ({"placeholder": placeholder} if placeholder else {}))
        said = {"max_length": self.example()} | kwargs.pop("error_messages", {})
        super().__init__(widget=widget, max_length=LONGEST, error_messages=said, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, or None where nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        number = typed_number(typed, self.dealership, self.signs)
        if number is None:
            raise ValidationError(self.example())
        return self.checked(number)

    def example(self) -> str:
        """What to type instead of what is no number."""
        raise NotImplementedError

    def checked(self, number: Decimal) -> Any:
        """The number, if the field takes it."""
        raise NotImplementedError


class PriceField(TypedField):
    """
    A price; with ``fine`` up to four decimals, as fuel is sold by; else an amount that can be paid.
    """

    def __init__(self, *, dealership: Dealership, fine: bool = False, **kwargs: Any) -> None:
        self.fine, self.signs = fine, signs_of(dealership)
        super().__init__(dealership=dealership, **kwargs)

    def example(self) -> str:
        """In figures."""
        return "Type an amount, such as 20 or 20.00."

    def checked(self, number: Decimal) -> Decimal:
        """Not more decimals than can be paid, and no absurd amount."""
        if number > MOST:
            raise ValidationError(f"This is at most {MOST:,}.")
        if self.fine and decimals(number) > FINEST:
            raise ValidationError(f"A price has at most {FINEST} decimals.")
        if not self.fine and rounded(number, self.dealership.currency) != number:
            raise ValidationError(
                f"The smallest part of it is {exact_text(Decimal(0), self.dealership.currency)[:-1]}1."
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        """As an amount is written; what was typed stays."""
        if isinstance(value, Decimal):
            text = exact_text(value, self.dealership.currency)
            return text.replace(".", get_decimal_symbol(locale_of(self.dealership)))
        return value


class CountField(TypedField):
    """A whole number: minutes, miles, years, days."""

    inputmode = "numeric"

    def __init__(self, *, dealership: Dealership, least: int = 0, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(dealership=dealership, **kwargs)

    def example(self) -> str:
        """In digits."""
        return "Type a whole number in digits."

    def checked(self, number: Decimal) -> int:
        """Whole, and neither too small nor too large."""
        if number != int(number):
            raise ValidationError(self.example())
        if not self.least <= number <= self.most:
            raise ValidationError(f"This is between {self.least:,} and {self.most:,}.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        """With the sign between thousands; where a comma is decimal, a space."""
        if not isinstance(value, int):
            return value
        return f"{value:,}".replace(",", " ") if has_decimal_comma(self.dealership) else f"{value:,}"


class PercentField(TypedField):
    """A percentage with at most four decimals (billing.md rule 10)."""

    signs = ("%",)

    def example(self) -> str:
        """In figures."""
        return "Type a percentage, such as 6.25."

    def checked(self, number: Decimal) -> Decimal:
        """Between nothing and everything."""
        if number > 100:
            raise ValidationError("A tax is between 0 and 100 percent.")
        if decimals(number) > FINEST:
            raise ValidationError("A percentage has at most four decimals.")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Without zeros that say nothing."""
        return plain(value) if isinstance(value, Decimal) else value
