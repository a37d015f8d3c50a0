"""Prices by the API: what a case comes to, by the engine, without a contract."""

from typing import Any

from rest_framework import serializers

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from dealerships.api import ApiView, deed
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest

EXAMPLE = {
    "currency": "USD",
    "time_zone": "America/Chicago",
    "pickup": "2026-03-02T09:00:00-06:00",
    "dropoff": "2026-03-04T09:00:00-06:00",
    "estimate": True,
    "terms": {"collect_card": True, "daily_rate": {"amount": "20.00", "taxable": True}},
    "vehicles": [{"from": "2026-03-02T09:00:00-06:00", "model": "RX 350"}],
}


class CaseSaid(serializers.Serializer[Any]):
    """The JSON form of docs/billing.md; numbers are read as they are written."""

    currency = serializers.CharField()
    time_zone = serializers.CharField()
    pickup = serializers.DateTimeField()
    dropoff = serializers.DateTimeField()
    covered_days = serializers.IntegerField(required=False)
    estimate = serializers.BooleanField(required=False)
    terms = serializers.JSONField()
    vehicles = serializers.ListField(child=serializers.JSONField())
    adjustments = serializers.ListField(child=serializers.JSONField(), required=False)

    def to_internal_value(self, data: Any) -> Any:
        """
        The engine's own reading, which knows every field.

        :raises BadUsage: with the path of the first field that is wrong
        """
        return {"case": parse_case(data)}


class LineSerializer(serializers.Serializer[Any]):
    """A line of a bill, with its working in words."""

    code = serializers.CharField()
    amount = serializers.CharField()
    taxable = serializers.BooleanField()
    quantity = serializers.CharField()
    unit_price = serializers.CharField(allow_null=True)
    working = serializers.CharField()
    id = serializers.CharField(required=False)
    credits = serializers.CharField(required=False)


class WaivedSerializer(serializers.Serializer[Any]):
    """What an allowance covered."""

    code = serializers.CharField()
    working = serializers.CharField()


class TaxSerializer(serializers.Serializer[Any]):
    """A tax on the taxable lines."""

    kind = serializers.CharField()
    percent = serializers.CharField()
    amount = serializers.CharField()


class PricedSerializer(serializers.Serializer[Any]):
    """The invoice in the JSON form."""

    currency = serializers.CharField()
    days = serializers.IntegerField()
    lines = LineSerializer(many=True)
    waived = WaivedSerializer(many=True)
    taxes = TaxSerializer(many=True)
    subtotal = serializers.CharField()
    tax = serializers.CharField()
    total = serializers.CharField()


class Price(ApiView):
    """The engine."""

    @deed("price", takes=CaseSaid, answers=PricedSerializer, scope=Scope.READ, example=EXAMPLE)
    def post(self, request: ApiRequest, said: dict[str, tuple[Terms, Usage]]) -> dict[str, object]:  # noqa: ARG002 - the framework's signature
        """Price a case, exactly as `manage.py price` does; nothing of it is kept but the answer to its key."""
        return invoice_form(price(*said["case"]))
