"""Vehicles, their issues and where they were seen."""

from django.db import models

from dealerships.owners import Owned, OwnedKey, walls
from fleet.domain.details import DETAILS, VehicleDetails
from fleet.domain.statuses import CHOICES, VehicleStatus
from fleet.models.groups import VehicleCategory, VehicleGroup


class Vehicle(Owned):
    """
    A loaner. ``fuel_level`` is a fraction of the tank or battery (0 to 1); ``capacity`` is in the dealership's fuel
    unit, or in kWh where ``energy`` is ``electric``; ``odometer`` in the dealership's distance unit.
    """

    vin = models.CharField(max_length=17)
    stock_number = models.CharField(max_length=20, blank=True)
    plate = models.CharField(max_length=12, blank=True)
    plate_key = models.CharField(max_length=12, blank=True)
    plate_state = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField()
    make = models.CharField(max_length=40)
    model = models.CharField(max_length=80)
    model_key = models.CharField(max_length=80)
    trim = models.CharField(max_length=80, blank=True)
    colour = models.CharField(max_length=40, blank=True)
    category = OwnedKey(VehicleCategory, null=True, blank=True, related_name="vehicles")
    energy = models.CharField(
        max_length=16,
        default="liquid",
        choices=[("liquid", "Fuel"), ("electric", "Electric"), ("plug_in_hybrid", "Plug-in hybrid")],
    )
    capacity = models.DecimalField(max_digits=6, decimal_places=2)
    odometer = models.PositiveIntegerField(default=0)
    fuel_level = models.DecimalField(max_digits=4, decimal_places=3, default=1)
    location = models.CharField(max_length=120, blank=True)
    available_on = models.DateField(null=True, blank=True)
    unavailable_on = models.DateField(null=True, blank=True)
    registration_expires_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=16, choices=CHOICES, default=VehicleStatus.IN_PREPARATION)
    status_after_return = models.CharField(max_length=16, choices=CHOICES, blank=True)
    home_group = OwnedKey(VehicleGroup, related_name="home_vehicles")
    qr = models.CharField(max_length=32)
    readings_at = models.DateTimeField(null=True)
    notes = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            *walls("vehicle", "category", "home_group"),
            models.UniqueConstraint(fields=["dealership", "vin"], name="vehicle_vin_once"),
            models.UniqueConstraint(fields=["dealership", "qr"], name="vehicle_qr_once"),
            models.CheckConstraint(
                condition=models.Q(fuel_level__gte=0, fuel_level__lte=1), name="vehicle_fuel_is_a_fraction"
            ),
        ]
        indexes = [models.Index(fields=["dealership", "plate_key"], name="vehicle_by_plate")]

    def __str__(self) -> str:
        return f"{self.model} {self.plate}".strip()

    @property
    def reference(self) -> str:
        """The public reference, as the history names it."""
        return f"vehicle/{self.vin}"

    def details(self) -> VehicleDetails:
        """What is known of it, as a value."""
        return VehicleDetails(**{name: getattr(self, name) for name in DETAILS})


class VehicleIssue(Owned):
    """Damage or a fault that was noted."""

    vehicle = OwnedKey(Vehicle, related_name="issues")
    description = models.TextField()
    noted_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [*walls("vehicle_issue", "vehicle")]
        indexes = [
            models.Index(
                fields=["dealership", "vehicle"],
                condition=models.Q(closed_at__isnull=True),
                name="vehicle_issue_open",
            )
        ]

    def __str__(self) -> str:
        return self.description[:40]


class VehiclePosition(Owned):
    """Where a vehicle was seen; kept 90 days."""

    vehicle = OwnedKey(Vehicle, related_name="positions")
    at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)

    class Meta:
        constraints = [*walls("vehicle_position", "vehicle")]
        indexes = [models.Index(fields=["dealership", "vehicle", "-at"], name="vehicle_position_newest")]

    def __str__(self) -> str:
        return f"{self.vehicle_id} at {self.at}"
