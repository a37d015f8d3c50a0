"""What the guest agreed to: the frozen terms, each accepted term, the signature."""

from django.db import models

from contracts.domain.signatures import CHOICES
from contracts.models.contracts import Contract
from customers.models import Customer
from dealerships.owners import Owned, OwnedKey, walls
from fleet.models import Vehicle
from programs.models import AgreementVersion


class FrozenTerms(Owned):
    """
    The terms as shown for signature: ``terms`` is the JSON form of billing.md, ``shown`` what the guest read
    (vehicle, readings, drivers, period, rates, hold), ``body`` the merged agreement. A later change of any of them
    sets ``voided_at``, and the signatures under it count no longer.
    """

    contract = OwnedKey(Contract, related_name="frozen")
    agreement_version = OwnedKey(AgreementVersion)
    vehicle = OwnedKey(Vehicle)
    terms = models.JSONField()
    shown = models.JSONField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    voided_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            *walls("frozen_terms", "contract", "agreement_version", "vehicle"),
            models.UniqueConstraint(
                fields=["dealership", "contract"],
                condition=models.Q(voided_at__isnull=True),
                name="frozen_terms_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"Terms of {self.contract_id}"


class AcceptedTerm(Owned):
    """A term that a driver accepted, one by one."""

    frozen = OwnedKey(FrozenTerms, related_name="accepted")
    driver = OwnedKey(Customer)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    at = models.DateTimeField()
    origin = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *walls("accepted_term", "frozen", "driver"),
            models.UniqueConstraint(fields=["dealership", "frozen", "driver", "position"], name="accepted_term_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Signature(Owned):
    """A driver's signature on frozen terms; ``drawing`` is the path of an SVG, ``consent`` the words consented to."""

    frozen = OwnedKey(FrozenTerms, related_name="signatures")
    driver = OwnedKey(Customer)
    method = models.CharField(max_length=6, choices=CHOICES)
    name = models.CharField(max_length=160)
    drawing = models.TextField(blank=True)
    consent = models.TextField()
    at = models.DateTimeField()
    origin = models.CharField(max_length=120, blank=True)
    device = models.CharField(max_length=300, blank=True)
    witness = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *walls("signature", "frozen", "driver"),
            models.UniqueConstraint(fields=["dealership", "frozen", "driver"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return self.name
