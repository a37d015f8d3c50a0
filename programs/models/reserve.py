"""Reserve days: one account per VIN and dealer group, with a ledger that is only added to."""

from django.db import models

from dealerships.constraints import AppendOnly
from dealerships.owners import OwnedByGroup, OwnedKey, walls


class ReserveAccount(OwnedByGroup):
    """The days that came with a vehicle; usable through ``usable_through``, that day included."""

    vin = models.CharField(max_length=17)
    purchased_on = models.DateField()
    usable_through = models.DateField()
    entitlement_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            *walls("reserve_account", owner="dealer_group"),
            models.UniqueConstraint(fields=["dealer_group", "vin"], name="reserve_account_vin_once"),
        ]

    def __str__(self) -> str:
        return self.vin


class ReserveGuest(OwnedByGroup):
    """A guest who uses an account, by the public reference of their profile (``springfield/customer/C7K2``)."""

    account = OwnedKey(ReserveAccount, related_name="guests")
    guest = models.CharField(max_length=80)

    class Meta:
        constraints = [
            *walls("reserve_guest", "account", owner="dealer_group"),
            models.UniqueConstraint(fields=["dealer_group", "account", "guest"], name="reserve_guest_once"),
        ]
        indexes = [models.Index(fields=["dealer_group", "guest"], name="reserve_guest_by_reference")]

    def __str__(self) -> str:
        return self.guest


class ReserveEntry(OwnedByGroup):
    """
    One change of an account: days taken are negative; ``balance`` is what is left after it, never below zero. A line of
    no days is no change: it says when the partner told a figure that was known, so that one of before is known as older.
    """

    account = OwnedKey(ReserveAccount, related_name="entries")
    position = models.PositiveIntegerField()
    days = models.SmallIntegerField()
    balance = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("reserve_entry", "account", owner="dealer_group"),
            AppendOnly(name="reserve_entry_append_only"),
            models.UniqueConstraint(fields=["dealer_group", "account", "position"], name="reserve_entry_position_once"),
        ]
        indexes = [
            models.Index(
                fields=["dealer_group", "about"], condition=~models.Q(about=""), name="reserve_entry_of_a_loan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.days:+d}"
