"""Programs by the API: those that a booking or a vehicle may name."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from dealerships.api import ApiView, listing
from dealerships.tokens import ApiRequest
from programs.domain.channels import CHOICES
from programs.models import Program
from programs.queries import programs


class ProgramSerializer(serializers.Serializer[Any]):
    """A program by its title; without a channel it takes bookings by any way."""

    title = serializers.CharField()
    channel = serializers.ChoiceField(CHOICES)


class Programs(ApiView):
    """The programs in use."""

    @listing("list_programs", answers=ProgramSerializer, ordering=["title_key", "id"])
    def get(self, request: ApiRequest) -> QuerySet[Program]:
        """The programs of the dealership that are in use, by title."""
        return programs(dealership=request.dealership)
