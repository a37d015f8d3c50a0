"""Sealed documents, and the links by which a guest reaches a contract."""

from django.db import models

from contracts.domain.links import LINK_CHOICES
from contracts.domain.paper import DOCUMENT_CHOICES
from contracts.models.contracts import Contract
from customers.models import Customer
from dealerships.owners import Owned, OwnedKey, walls
from reservations.models import Reservation


class Document(Owned):
    """A PDF in the store of documents, with the SHA-256 of its bytes."""

    contract = OwnedKey(Contract, related_name="documents")
    kind = models.CharField(max_length=10, choices=DOCUMENT_CHOICES)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("document", "contract"),
            models.UniqueConstraint(fields=["dealership", "contract", "kind"], name="document_kind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.contract_id}"


class GuestLink(Owned):
    """
    A link texted to a guest: ``/<dealership>/g/<token>``. Only the token's hash is kept. It ends, and it asks for the
    last four digits of the phone, or without a phone of the licence; five wrong answers lock it. ``driver`` is the
    additional driver whose link it is; without one it is the guest's.
    """

    reservation = OwnedKey(Reservation, related_name="links")
    driver = OwnedKey(Customer, null=True)
    token_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10, choices=LINK_CHOICES)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_answers = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("guest_link", "reservation", "driver"),
            models.UniqueConstraint(fields=["dealership", "token_hash"], name="guest_link_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link of {self.reservation_id}"
