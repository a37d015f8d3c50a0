"""A contract as the API answers with it: how it stands, what is missing, the money, the papers."""

from typing import Any

from rest_framework import serializers

from contracts.queries.shown import ContractPage
from dealerships.api import MoneyField
from reservations.domain.lifecycle import CHOICES


class DriverSerializer(serializers.Serializer[Any]):
    """Somebody who may drive; the guest comes first."""

    code = serializers.CharField()
    name = serializers.CharField()


class ContractVehicleSerializer(serializers.Serializer[Any]):
    """The vehicle on the contract."""

    vin = serializers.CharField()
    plate = serializers.CharField()
    model = serializers.CharField()
    status = serializers.CharField()


class MissingSerializer(serializers.Serializer[Any]):
    """Something that stands in the way of the start, and what to do about it."""

    code = serializers.CharField(source="missing.code")
    title = serializers.CharField(source="missing.title")
    detail = serializers.CharField(source="missing.detail")
    action = serializers.CharField(source="missing.action")
    waits = serializers.BooleanField(source="missing.waits", help_text="Something else comes first.")


class HoldSerializer(serializers.Serializer[Any]):
    """Money held on the card."""

    state = serializers.CharField()
    amount = MoneyField(source="wanted")
    card = serializers.CharField(source="card_label")
    reason = serializers.CharField()
    capture_before = serializers.DateTimeField(allow_null=True)


class BillLineSerializer(serializers.Serializer[Any]):
    """A line or a tax, with its working in words."""

    name = serializers.CharField(source="label")
    amount = MoneyField()
    working = serializers.CharField()
    waived = serializers.BooleanField()


class BillSerializer(serializers.Serializer[Any]):
    """Before the start what it is expected to cost, on the road what it would cost now, then what was billed."""

    days = serializers.IntegerField()
    lines = BillLineSerializer(many=True)
    taxes = BillLineSerializer(many=True)
    total = MoneyField()


class EstimateSerializer(serializers.Serializer[Any]):
    """What stands behind the bill before the start."""

    at_most = serializers.BooleanField(help_text="The vehicle is not known yet.")
    covered_days = serializers.IntegerField(help_text="Days that reserve days pay for.")
    days_left = serializers.IntegerField(allow_null=True)


class PaperSerializer(serializers.Serializer[Any]):
    """A sealed document, under `documents/<kind>`."""

    kind = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    sealed_at = serializers.DateTimeField()


class ContractSerializer(serializers.Serializer[Any]):
    """How a contract stands."""

    code = serializers.CharField(source="loan.code")
    status = serializers.ChoiceField(CHOICES)
    overdue = serializers.BooleanField()
    ready = serializers.BooleanField(help_text="Nothing is missing: *start* is open.")
    pickup_at = serializers.DateTimeField(source="loan.pickup_at")
    dropoff_at = serializers.DateTimeField(source="loan.dropoff_at")
    actual_pickup_at = serializers.DateTimeField(source="contract.actual_pickup_at", allow_null=True)
    actual_dropoff_at = serializers.DateTimeField(source="contract.actual_dropoff_at", allow_null=True)
    drivers = DriverSerializer(many=True)
    vehicle = ContractVehicleSerializer(source="contract.vehicle", allow_null=True)
    odometer_out = serializers.IntegerField(source="contract.odometer_out", allow_null=True)
    fuel_out = serializers.DecimalField(source="contract.fuel_out", allow_null=True, max_digits=4, decimal_places=3)
    walk_around_at = serializers.DateTimeField(source="contract.issues_seen_at", allow_null=True)
    missing = MissingSerializer(many=True, source="gaps")
    signed = serializers.BooleanField()
    estimate = EstimateSerializer(allow_null=True)
    hold_needed = MoneyField(source="hold_amount", allow_null=True)
    hold = HoldSerializer(source="contract.hold", allow_null=True)
    hold_coming = MoneyField(
        allow_null=True, help_text="What the bank is asked to hold instead, after the drop-off was moved."
    )
    bill = BillSerializer(allow_null=True)
    invoice = serializers.CharField(source="contract.invoice.number", allow_null=True)
    owed = MoneyField(allow_null=True)
    settling = serializers.BooleanField(help_text="Money is still on its way.")
    documents = PaperSerializer(many=True)
    possible_duplicates = serializers.SerializerMethodField()

    def get_possible_duplicates(self, page: ContractPage) -> list[str]:
        """The codes of the same guest's other loans at about that time."""
        return [row.code for row in page.duplicates]


class MovedSerializer(serializers.Serializer[Any]):
    """What an action made of the contract; the whole of it is under `contracts/<code>`."""

    code = serializers.CharField()
    status = serializers.ChoiceField(CHOICES)
    vin = serializers.CharField(allow_null=True)
    odometer_out = serializers.IntegerField(allow_null=True)
    fuel_out = serializers.DecimalField(allow_null=True, max_digits=4, decimal_places=3)
    actual_pickup_at = serializers.DateTimeField(allow_null=True)
    actual_dropoff_at = serializers.DateTimeField(allow_null=True)
    invoice = serializers.CharField(allow_null=True)
    total = MoneyField(allow_null=True)


class StartedSerializer(MovedSerializer):
    """A start, and what staff would be warned of."""

    possible_duplicates = serializers.ListField(
        child=serializers.CharField(),
        help_text="The codes of the same guest's other loans at about that time; "
        "`reservations/<code>/cancel` cancels one.",
    )
