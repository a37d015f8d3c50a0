"""Fields of the API: instants with their offset, amounts with their currency, and forms without unknown fields."""

from datetime import datetime
from typing import Any

from djmoney.money import Money
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from kernel.money import exact_text, rounded

MONEY_SCHEMA = {
    "type": "object",
    "properties": {
        "amount": {"type": "string", "description": "Plain decimal digits.", "examples": ["145.80"]},
        "currency": {"type": "string", "description": "ISO 4217.", "examples": ["USD"]},
    },
    "required": ["amount", "currency"],
}


class InstantField(serializers.DateTimeField):
    """An instant in ISO 8601; one that comes without an offset would be a guess, and is refused."""

    def enforce_timezone(self, value: datetime) -> datetime:
        """
        :raises ValidationError: there is no offset
        """
        if value.tzinfo is None:
            raise ValidationError("Give the instant with its offset, such as 2026-03-09T09:00:00-05:00.")
        return super().enforce_timezone(value)


@extend_schema_field(MONEY_SCHEMA)
class MoneyField(serializers.Field[Money, Any, dict[str, str], Any]):
    """An amount in plain digits, with its currency; only ever answered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Money) -> dict[str, str]:
        """Rounded as it is charged."""
        currency = str(value.currency)
        return {"amount": exact_text(rounded(value.amount, currency), currency), "currency": currency}


class Said(serializers.Serializer[Any]):
    """What a request says; a field that nobody knows is a mistake, and not passed over."""

    def to_internal_value(self, data: Any) -> Any:
        """
        :raises ValidationError: a field is unknown, missing or wrong
        """
        known = super().to_internal_value(data)
        unknown = sorted(str(name) for name in set(data) - set(self.fields))
        if unknown:
            raise ValidationError({name: ["There is no such field."] for name in unknown})
        return known
