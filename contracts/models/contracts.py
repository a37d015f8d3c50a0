"""The contract of a reservation and the vehicles handed over under it. It has no status: the reservation has."""

from django.db import models

from billing.models import Hold, Invoice
from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.owners import Owned, OwnedKey, OwnedOneToOne, walls
from fleet.models import Vehicle, VehicleGroup
from reservations.models import Reservation


class Contract(Owned):
    """
    One-to-one with its reservation, made when a vehicle is assigned. Exactly one group: the one booked, else the
    assigned vehicle's home group. ``overrides`` maps what staff set aside to the reason (age, insurance, balance);
    ``mark`` says that the vehicle was moved to another group or program since it was assigned.
    """

    reservation = OwnedOneToOne(Reservation, related_name="contract")
    group = OwnedKey(VehicleGroup)
    vehicle = OwnedKey(Vehicle)
    issues_seen_at = models.DateTimeField(null=True)
    odometer_out = models.PositiveIntegerField(null=True)
    fuel_out = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    currency = CurrencyCodeField()
    rate_override = AmountField(null=True)
    overrides = models.JSONField(default=dict)
    hold = OwnedKey(Hold, null=True)
    invoice = OwnedKey(Invoice, null=True)
    mark = models.TextField(blank=True, default="")
    covered_days = models.PositiveSmallIntegerField(default=0)
    actual_pickup_at = models.DateTimeField(null=True)
    actual_dropoff_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("contract", "reservation", "group", "vehicle", "hold", "invoice"),
            models.UniqueConstraint(
                fields=["dealership", "invoice"], condition=models.Q(invoice__isnull=False), name="contract_one_invoice"
            ),
        ]

    def __str__(self) -> str:
        return f"Contract of {self.reservation_id}"


class Handover(Owned):
    """A vehicle that went out on the contract: readings out, and in once it came back."""

    contract = OwnedKey(Contract, related_name="handovers")
    vehicle = OwnedKey(Vehicle)
    position = models.PositiveSmallIntegerField()
    out_at = models.DateTimeField()
    odometer_out = models.PositiveIntegerField()
    fuel_out = models.DecimalField(max_digits=4, decimal_places=3)
    in_at = models.DateTimeField(null=True)
    odometer_in = models.PositiveIntegerField(null=True)
    fuel_in = models.DecimalField(max_digits=4, decimal_places=3, null=True)

    class Meta:
        constraints = [
            *walls("handover", "contract", "vehicle"),
            models.UniqueConstraint(fields=["dealership", "contract", "position"], name="handover_position_once"),
            models.CheckConstraint(
                condition=models.Q(odometer_in__isnull=True) | models.Q(odometer_in__gte=models.F("odometer_out")),
                name="handover_odometer_never_runs_backwards",
            ),
        ]

    def __str__(self) -> str:
        return f"Handover {self.position}"


class StaffCharge(Owned):
    """A charge or credit entered by staff before the invoice is issued (billing.md rule 12)."""

    contract = OwnedKey(Contract, related_name="charges")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    credits = models.CharField(max_length=60, blank=True)
    currency = CurrencyCodeField()
    amount = AmountField()
    taxable = models.BooleanField(default=False)
    description = models.CharField(max_length=200)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("staff_charge", "contract"),
            models.UniqueConstraint(fields=["dealership", "contract", "position"], name="staff_charge_position_once"),
        ]

    def __str__(self) -> str:
        return self.code
