"""Dealer groups, their dealerships, and the doorways through which the outside reaches one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models


class GuestChannel(models.TextChoices):
    """How guests are written to first."""

    SMS = "sms", "Text message"
    EMAIL = "email", "Email"


class DealerGroup(models.Model):
    """Stores of one owner; an independent store has a group of its own."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Dealership(models.Model):
    """One store: a tenant. Money in ``currency``, distance in ``distance_unit``, times in ``time_zone``."""

    dealer_group = models.ForeignKey(DealerGroup, on_delete=models.PROTECT, related_name="dealerships")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40, unique=True)
    dealer_code = models.CharField(max_length=20, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, default="US")
    time_zone = models.CharField(max_length=50, default="America/Chicago")
    currency = models.CharField(max_length=3, default="USD")
    distance_unit = models.CharField(max_length=2, default="mi", choices=[("mi", "miles"), ("km", "kilometres")])
    fuel_unit = models.CharField(max_length=3, default="gal", choices=[("gal", "gallons"), ("L", "litres")])
    language = models.CharField(max_length=10, default="en-us")
    guest_channel = models.CharField(max_length=5, choices=GuestChannel.choices, default=GuestChannel.SMS)
    # Seven rows of "08:00-18:00", Monday first, "" = closed: shown and walked day by day, never queried.
    opening_hours = models.JSONField(default=list)
    closed_dates = models.JSONField(default=list, blank=True)
    turnaround_minutes = models.PositiveSmallIntegerField(default=0)
    requires_mfa = models.BooleanField(default=True)
    processor_account = models.CharField(max_length=60, blank=True)
    text_sender = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the counter lives."""
        return ZoneInfo(self.time_zone)

    def local(self, at: datetime) -> datetime:
        """The instant on the dealership's clock."""
        return at.astimezone(self.zone)


class Doorway(models.Model):
    """The only way in from outside: a hashed key (API token, connection, text number, processor account) → store."""

    kind = models.CharField(max_length=30)
    key_hash = models.CharField(max_length=64)
    dealership = models.ForeignKey(Dealership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key_hash"], name="doorway_key_is_unique")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dealership_id}"
