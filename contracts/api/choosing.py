"""Which vehicles a loan can be given: those that are free, how well each is what was booked, and why."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from contracts.api.shown import ContractVehicleSerializer
from contracts.queries import loan
from contracts.queries.choosing import Choices, choices
from dealerships.api import ApiView, MoneyField, look
from dealerships.tokens import ApiRequest
from reservations.domain.booked_vehicle import Fit

FITS = [(fit.name.lower(), fit.label or "Nothing was asked for") for fit in Fit]


class ChoiceSerializer(serializers.Serializer[Any]):
    """A vehicle that is free for the loan's times."""

    vehicle = ContractVehicleSerializer()
    booked_vehicle = serializers.BooleanField(
        source="rank.is_booked_vehicle", help_text="It is the model, or else the category, that was booked."
    )
    fit = serializers.ChoiceField(FITS)
    why = serializers.CharField(source="rank.why", help_text="What it is, and how it differs from what was booked.")
    staged = serializers.BooleanField(help_text="Only a staged one can start.")
    group = serializers.CharField()
    daily_rate = MoneyField(source="rate", allow_null=True)


class ChoicesSerializer(serializers.Serializer[Any]):
    """Staged ones first, the booked vehicle before similar ones."""

    free = ChoiceSerializer(many=True)
    total = serializers.IntegerField(help_text="Vehicles of the group or program, free or not.")


class VehicleChoices(ApiView):
    """What a loan can be given."""

    @look("list_vehicle_choices", answers=ChoicesSerializer)
    def get(self, request: ApiRequest, code: str) -> Choices:
        """The vehicles that can be assigned, in the order in which the counter offers them."""
        found = loan(dealership=request.dealership, code=code)
        return choices(dealership=request.dealership, loan=found, words="", at=timezone.now())
