"""A guest's driver's licence and insurance; replaced ones stay, with the moment they were replaced."""

from django.db import models

from customers.domain.details import InsuranceDetails, LicenceDetails
from customers.domain.sources import CHOICES as SOURCES
from customers.domain.sources import Source
from customers.models.profiles import Customer
from dealerships.owners import Owned, OwnedKey, walls
from dealerships.vault import SealedDateField, SealedTextField


class Licence(Owned):
    """A driver's licence. The number is sealed; it is found by its blind index, of number and state."""

    customer = OwnedKey(Customer, related_name="licences")
    number = SealedTextField()
    number_index = models.CharField(max_length=64)
    last_four = models.CharField(max_length=4)
    state = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, default="US")
    date_of_birth = SealedDateField(null=True)
    expires_on = models.DateField(null=True)
    source = models.CharField(max_length=10, choices=SOURCES)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("licence", "customer"),
            models.UniqueConstraint(
                fields=["dealership", "customer"],
                condition=models.Q(replaced_at__isnull=True),
                name="licence_one_current",
            ),
        ]
        indexes = [models.Index(fields=["dealership", "number_index"], name="licence_by_number")]

    def __str__(self) -> str:
        return f"Licence ending in {self.last_four}"

    @property
    def whom(self) -> str:
        """From whom it is, within a sentence."""
        return Source(self.source).whom

    def details(self) -> LicenceDetails:
        """What stands on it, as a value."""
        return LicenceDetails(
            number=self.number,
            state=self.state,
            country=self.country,
            date_of_birth=self.date_of_birth,
            expires_on=self.expires_on,
        )


class Insurance(Owned):
    """A guest's own insurance; valid through ``expires_on``, that day included."""

    customer = OwnedKey(Customer, related_name="insurances")
    carrier = models.CharField(max_length=120)
    policy_number = SealedTextField()
    expires_on = models.DateField()
    source = models.CharField(max_length=10, choices=SOURCES)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("insurance", "customer"),
            models.UniqueConstraint(
                fields=["dealership", "customer"],
                condition=models.Q(replaced_at__isnull=True),
                name="insurance_one_current",
            ),
        ]

    def __str__(self) -> str:
        return self.carrier

    @property
    def whom(self) -> str:
        """From whom it is, within a sentence."""
        return Source(self.source).whom

    def details(self) -> InsuranceDetails:
        """What stands on it, as a value."""
        return InsuranceDetails(carrier=self.carrier, policy_number=self.policy_number, expires_on=self.expires_on)
