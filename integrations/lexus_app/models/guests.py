"""Whom the partner knows by which id, and what it last said of a guest."""

from django.db import models

from customers.models import Customer
from dealerships.owners import Owned, OwnedKey, OwnedOneToOne, walls
from dealerships.vault import SealedTextField


class PartnerGuest(Owned):
    """A guest's id at the partner, once seen."""

    guest_id = models.CharField(max_length=120)
    customer = OwnedKey(Customer)

    class Meta:
        constraints = [
            *walls("lexus_guest", "customer"),
            models.UniqueConstraint(fields=["dealership", "guest_id"], name="lexus_guest_once"),
        ]

    def __str__(self) -> str:
        return f"Guest {self.pk}"


class PartnerProfile(Owned):
    """
    What the partner last said of a guest, as sealed JSON: per field the value, when it was said and at which version,
    and whether the profile took it. Where it did not, the profile shows *the app says …*.
    """

    customer = OwnedOneToOne(Customer, related_name="told_by_the_app")
    told = SealedTextField(default="{}")

    class Meta:
        constraints = [*walls("lexus_profile", "customer")]

    def __str__(self) -> str:
        return f"What the app says of {self.customer_id}"
