"""Vehicle groups and categories, and which vehicles are in which group and program."""

from django.db import models

from billing.models import CostRecovery
from dealerships.owners import Owned, OwnedKey, OwnedOneToOne, walls
from dealerships.versions import versioned
from programs.domain.codes import public_code
from programs.models import AdditionalSettings, DriverAgreement, Program


@versioned("vehicle_group")
class VehicleGroup(Owned):
    """
    Vehicles with their own prices; the name is never shown to a guest. Removed groups are archived. Addresses and the
    history call a group by its ``code``.
    """

    code = models.CharField(max_length=12, default=public_code)
    name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=80)
    agreement = OwnedKey(DriverAgreement, null=True, blank=True)
    cost_recovery = OwnedOneToOne(CostRecovery, related_name="vehicle_group")
    additional = OwnedOneToOne(AdditionalSettings, related_name="vehicle_group")
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("vehicle_group", "agreement", "cost_recovery", "additional"),
            models.UniqueConstraint(fields=["dealership", "code"], name="vehicle_group_code_once"),
            models.UniqueConstraint(
                fields=["dealership", "name_key"],
                condition=models.Q(archived_at__isnull=True),
                name="vehicle_group_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """The public reference, as the history names it."""
        return f"group/{self.code}"


class VehicleCategory(Owned):
    """A category guests book by (Sedan, SUV …), with its ACRISS code."""

    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=40)
    acriss = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            *walls("vehicle_category"),
            models.UniqueConstraint(fields=["dealership", "name_key"], name="vehicle_category_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupVehicle(Owned):
    """A vehicle that is also in a group beside its home group."""

    group = OwnedKey(VehicleGroup, related_name="also_rows")
    vehicle = OwnedKey("fleet.Vehicle", related_name="also_in")

    class Meta:
        constraints = [
            *walls("group_vehicle", "group", "vehicle"),
            models.UniqueConstraint(fields=["dealership", "group", "vehicle"], name="group_vehicle_once"),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} in {self.group_id}"


class ProgramVehicle(Owned):
    """A vehicle that may be lent in a program."""

    program = OwnedKey(Program, related_name="vehicle_rows")
    vehicle = OwnedKey("fleet.Vehicle", related_name="program_rows")

    class Meta:
        constraints = [
            *walls("program_vehicle", "program", "vehicle"),
            models.UniqueConstraint(fields=["dealership", "program", "vehicle"], name="program_vehicle_once"),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} in {self.program_id}"
