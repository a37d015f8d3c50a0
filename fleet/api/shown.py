"""Vehicles, positions and files of vehicles, as the API shows them."""

from typing import Any

from rest_framework import serializers

from fleet.domain.details import ENERGIES, version_of
from fleet.domain.importing.fates import CHOICES as FATES
from fleet.domain.statuses import CHOICES
from fleet.models import Vehicle
from fleet.services.reading_files import CORRECTED


class AlphabetField(serializers.ListField):
    """Names by the alphabet, for whoever compares two answers."""

    child = serializers.CharField()

    def to_representation(self, value: Any) -> list[Any]:
        """In order."""
        return sorted(super().to_representation(value))


class VehicleSerializer(serializers.Serializer[Any]):
    """A loaner; fuel is a fraction of the tank or battery, the odometer in the dealership's unit of distance."""

    vin = serializers.CharField()
    stock_number = serializers.CharField()
    plate = serializers.CharField()
    plate_state = serializers.CharField()
    year = serializers.IntegerField()
    make = serializers.CharField()
    model = serializers.CharField()
    trim = serializers.CharField()
    colour = serializers.CharField()
    category = serializers.CharField(source="category.name", default=None, allow_null=True)
    group = serializers.CharField(source="home_group.name", help_text="Its home group.")
    also_in = AlphabetField(source="also_in_groups", help_text="Other groups that it is in.")
    programs = AlphabetField(source="in_programs")
    energy = serializers.ChoiceField(list(ENERGIES.items()))
    capacity = serializers.DecimalField(
        max_digits=6, decimal_places=2, help_text="Of the tank, or of the battery in kWh."
    )
    status = serializers.ChoiceField(CHOICES)
    odometer = serializers.IntegerField()
    fuel = serializers.DecimalField(source="fuel_level", max_digits=4, decimal_places=3)
    location = serializers.CharField()
    available_on = serializers.DateField(allow_null=True)
    unavailable_on = serializers.DateField(allow_null=True)
    registration_expires_on = serializers.DateField(allow_null=True)
    status_after_return = serializers.CharField()
    notes = serializers.CharField()
    version = serializers.SerializerMethodField(help_text="Of its details: a change names the one that it was made to.")

    def get_version(self, vehicle: Vehicle) -> str:
        """Another one as soon as any detail is another."""
        return version_of(vehicle.details())


class PositionSerializer(serializers.Serializer[Any]):
    """A position that is kept."""

    latitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    measured_at = serializers.DateTimeField(source="at")


class FatesSerializer(serializers.Serializer[Any]):
    """How many rows of a file have which fate."""

    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()


class ImportSerializer(serializers.Serializer[Any]):
    """A file of vehicles that was read. Nothing is changed before ``imported_at``."""

    code = serializers.CharField()
    file_name = serializers.CharField()
    head = serializers.ListField(child=serializers.CharField(), help_text="What the file calls its columns.")
    columns = serializers.DictField(
        child=serializers.IntegerField(), help_text="The place of each field's column, from 0."
    )
    rows = FatesSerializer(source="*", help_text="How many rows of the file become what.")
    read_at = serializers.DateTimeField()
    imported_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class OfferSerializer(serializers.Serializer[Any]):
    """A name that nothing has, and the one that is probably meant: what *correct* takes."""

    field = serializers.ChoiceField(sorted(CORRECTED))
    written = serializers.CharField()
    meant = serializers.CharField()


class ImportRowSerializer(serializers.Serializer[Any]):
    """A row by its number in the file, the head being row 1, and what becomes of it in words."""

    row = serializers.IntegerField(source="line")
    vin = serializers.CharField()
    vehicle = serializers.CharField(source="label")
    fate = serializers.ChoiceField(FATES)
    why = serializers.CharField()
    offer = OfferSerializer(source="offered", allow_null=True)
    kept_because = serializers.CharField(help_text="Why undoing the import left it as it is.")


class GroupSerializer(serializers.Serializer[Any]):
    """A vehicle group, as bookings and vehicles name it; guests never see the name."""

    name = serializers.CharField()


class CategorySerializer(serializers.Serializer[Any]):
    """A vehicle category, as bookings, vehicles and the Lexus App name it."""

    name = serializers.CharField()
    acriss = serializers.CharField(allow_blank=True, help_text="Its ACRISS code, of four letters; or empty.")


class StayedSerializer(serializers.Serializer[Any]):
    """A vehicle that stays as it is, and why."""

    vin = serializers.CharField()
    name = serializers.CharField(help_text="Its plate, else its VIN.")
    why = serializers.CharField()


class RegroupingSerializer(serializers.Serializer[Any]):
    """What a change of groups and programs did. Without a code nothing was changed."""

    code = serializers.CharField(source="undo", help_text="Under which it can be undone.")
    changed = serializers.ListField(child=serializers.CharField(), source="done", help_text="VINs.")
    stayed = StayedSerializer(many=True, source="refused")


class MadeRegroupingSerializer(serializers.Serializer[Any]):
    """A change of groups and programs that was made."""

    code = serializers.CharField()
    changed = AlphabetField(source="after", help_text="VINs.")
    stayed = StayedSerializer(many=True, source="refused")
    made_at = serializers.DateTimeField(source="at")
    made_by = serializers.CharField(source="by_name")
    undone_at = serializers.DateTimeField(allow_null=True)
