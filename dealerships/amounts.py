"""Amounts of money as columns: a row has one currency, shared by all of its amounts."""

from typing import Any

from django.db import models
from djmoney.models.fields import MoneyField


class CurrencyCodeField(models.CharField[str, str]):
    """The ISO code of the row's one currency; stands before the row's amounts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 3, "default": "USD", **kwargs})


class AmountField(MoneyField):
    """A ``Money`` in the row's ``currency``; rates may have more decimals than the currency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"max_digits": 12, "decimal_places": 4, "currency_field_name": "currency", **kwargs}
        super().__init__(*args, **kwargs)

    def add_currency_field(self, cls: type[models.Model], name: str) -> None:  # noqa: ARG002 - the library's signature
        """Use the row's ``currency`` instead of a second column."""
        self._currency_field = next(field for field in cls._meta.local_fields if field.name == "currency")
