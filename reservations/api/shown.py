"""Reservations as the API answers with them."""

from typing import Any

from rest_framework import serializers

from reservations.domain.channels import CHOICES as CHANNELS
from reservations.domain.lifecycle import CHOICES
from reservations.models import Reservation


class GuestSerializer(serializers.Serializer[Any]):
    """Who drives."""

    code = serializers.CharField()
    name = serializers.CharField()


class ReservationSerializer(serializers.Serializer[Any]):
    """A loan, from booking to receipt."""

    code = serializers.CharField()
    status = serializers.ChoiceField(CHOICES)
    customer = GuestSerializer()
    group = serializers.CharField(source="group.name", default=None, allow_null=True)
    program = serializers.CharField(source="program.title", default=None, allow_null=True)
    category = serializers.CharField(source="category.name", default=None, allow_null=True)
    preferred_model = serializers.CharField()
    pickup_at = serializers.DateTimeField()
    dropoff_at = serializers.DateTimeField()
    advisor = serializers.CharField(source="advisor.email", default=None, allow_null=True)
    repair_order = serializers.CharField()
    service_vin = serializers.CharField()
    channel = serializers.ChoiceField(CHANNELS)
    external_id = serializers.CharField()
    notes = serializers.CharField()
    alert = serializers.CharField(help_text="The overbooking alert, or empty.")
    drivers = serializers.SerializerMethodField(help_text="The codes of additional drivers' profiles.")
    created_at = serializers.DateTimeField()

    def get_drivers(self, reservation: Reservation) -> list[str]:
        """In their order."""
        rows = sorted(reservation.additional_drivers.all(), key=lambda row: row.position)
        return [row.customer.code for row in rows]


class BookedSerializer(serializers.Serializer[Any]):
    """What came of a booking, and what staff would be warned of."""

    code = serializers.CharField()
    status = serializers.ChoiceField(CHOICES)
    pickup_at = serializers.DateTimeField()
    dropoff_at = serializers.DateTimeField()
    external_id = serializers.CharField()
    alert = serializers.CharField(help_text="The overbooking alert, or empty: it is booked all the same.")
    possible_duplicates = serializers.ListField(
        child=serializers.CharField(),
        help_text="The codes of the same guest's other loans at about that time; "
        "`reservations/<code>/cancel` cancels one.",
    )
