"""Rows of reservations."""

from datetime import datetime

from django.db import models

from customers.models import Customer
from dealerships.models import Staff
from dealerships.owners import Owned, OwnedKey, walls
from fleet.models import VehicleCategory, VehicleGroup
from kernel.period import Period
from programs.models import Program
from reservations.domain.booking import Booking
from reservations.domain.channels import CHOICES as CHANNELS
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import BEFORE_START, CHOICES, OPEN, Status


class Reservation(Owned):
    """
    A loan, booked for a group or for a program. ``code`` is readable aloud; ``category`` and ``preferred_model`` are
    the *booked vehicle*; ``external_id`` is the partner's Reservation ID. The status comes only from a move.
    """

    code = models.CharField(max_length=12)
    customer = OwnedKey(Customer, related_name="reservations")
    group = OwnedKey(VehicleGroup, null=True, blank=True)
    program = OwnedKey(Program, null=True, blank=True)
    category = OwnedKey(VehicleCategory, null=True, blank=True)
    preferred_model = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=CHOICES, default=Status.BOOKED)
    pickup_at = models.DateTimeField()
    dropoff_at = models.DateTimeField()
    advisor = OwnedKey(Staff, null=True, blank=True)
    repair_order = models.CharField(max_length=20, blank=True)
    service_vin = models.CharField(max_length=17, blank=True)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    external_id = models.CharField(max_length=80, blank=True)
    notes = models.TextField(blank=True)
    alert = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("reservation", "customer", "group", "program", "category", "advisor"),
            models.UniqueConstraint(fields=["dealership", "code"], name="reservation_code_once"),
            models.UniqueConstraint(
                fields=["dealership", "external_id"],
                condition=~models.Q(external_id=""),
                name="reservation_external_id_once",
            ),
            models.CheckConstraint(
                condition=models.Q(dropoff_at__gt=models.F("pickup_at")), name="reservation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(group__isnull=True) ^ models.Q(program__isnull=True),
                name="reservation_for_a_group_or_a_program",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dealership", "pickup_at"],
                condition=models.Q(status__in=sorted(OPEN)),
                name="reservation_open_by_pickup",
            ),
            models.Index(fields=["dealership", "-pickup_at", "-id"], name="reservation_newest_first"),
            models.Index(fields=["dealership", "customer", "-pickup_at"], name="reservation_by_customer"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def reference(self) -> str:
        """The public reference, as history, effects, holds and messages name it."""
        return f"contract/{self.code}"

    @property
    def period(self) -> Period:
        """From scheduled pickup to scheduled drop-off."""
        return Period(self.pickup_at, self.dropoff_at)

    @property
    def before_start(self) -> bool:
        """Booked or pending, so that it can be cancelled."""
        return self.status in BEFORE_START

    def is_overdue(self, at: datetime) -> bool:
        """Whether the guest should have been back."""
        return self.status == Status.STARTED and self.dropoff_at < at

    def booking(self) -> Booking:
        """What is booked, as a value; reads the additional drivers."""
        return Booking(
            customer_id=self.customer_id,
            group_id=self.group_id,
            program_id=self.program_id,
            category_id=self.category_id,
            preferred_model=self.preferred_model,
            period=self.period,
            advisor_id=self.advisor_id,
            repair_order=self.repair_order,
            service_vin=self.service_vin,
            channel=Channel(self.channel),
            external_id=self.external_id,
            notes=self.notes,
            drivers=tuple(
                driver.customer_id for driver in sorted(self.additional_drivers.all(), key=lambda row: row.position)
            ),
        )


class AdditionalDriver(Owned):
    """Somebody else who may drive (up to two); the same checks apply, and each accepts and signs."""

    reservation = OwnedKey(Reservation, related_name="additional_drivers")
    customer = OwnedKey(Customer)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            *walls("additional_driver", "reservation", "customer"),
            models.UniqueConstraint(fields=["dealership", "reservation", "position"], name="additional_driver_once"),
            models.CheckConstraint(condition=models.Q(position__lte=2), name="additional_driver_at_most_two"),
        ]

    def __str__(self) -> str:
        return f"Driver {self.position}"
