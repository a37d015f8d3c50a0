"""Amounts of money as columns: a row has one currency, shared by all of its amounts."""

from typing import TYPE_CHECKING, Any

from django.db import models
from djmoney.models.fields import MoneyField
from djmoney.money import Money


class CurrencyCodeField(models.CharField[str, str]):
    """The ISO code of the row's one currency; stands before the row's amounts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 3, "default": "USD", **kwargs})


class AmountField(MoneyField):
    """A ``Money`` in the row's ``currency``; rates may have more decimals than the currency."""

    if TYPE_CHECKING:
        # What the plugin of django-stubs reads: a Money goes in and comes out.
        _pyi_private_set_type: Money  # type: ignore[assignment]
        _pyi_private_get_type: Money  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"max_digits": 12, "decimal_places": 4, "currency_field_name": "currency", **kwargs}
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def add_currency_field(self, cls: type[models.Model], name: str) -> None:  # noqa: ARG002 - the library's signature
        """Use the row's ``currency`` instead of a second column."""
        self._currency_field: Any = next(field for field in cls._meta.local_fields if field.name == "currency")

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - Django's signature
        """Leave the managers alone: the library would wrap them, to look rows up by amounts in another currency."""
        super().contribute_to_class(cls, name)  # type: ignore[no-untyped-call]
        vars(cls._meta).pop("has_money_field", None)
