"""Driver agreements: a contract keeps the version it was signed on."""

from django.db import models

from dealerships.owners import Owned, OwnedKey, walls
from programs.domain.codes import public_code


class DriverAgreement(Owned):
    """A named agreement; one of the dealership's is the default. Addresses and history call it by its ``code``."""

    code = models.CharField(max_length=12, default=public_code)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    is_default = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("driver_agreement"),
            models.UniqueConstraint(fields=["dealership", "code"], name="driver_agreement_code_once"),
            models.UniqueConstraint(
                fields=["dealership", "name_key"],
                condition=models.Q(archived_at__isnull=True),
                name="driver_agreement_name_once",
            ),
            models.UniqueConstraint(
                fields=["dealership"], condition=models.Q(is_default=True), name="driver_agreement_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """The public reference, as the history names it."""
        return f"agreement/{self.code}"


class AgreementVersion(Owned):
    """The text at one time, in one language: sanitised HTML with merge fields such as ``{{ customer.name }}``."""

    agreement = OwnedKey(DriverAgreement, related_name="versions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="en-us")
    body = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("agreement_version", "agreement"),
            models.UniqueConstraint(
                fields=["dealership", "agreement", "language", "number"], name="agreement_version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class AgreementTerm(Owned):
    """A term that the driver accepts by itself."""

    version = OwnedKey(AgreementVersion, related_name="terms")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        constraints = [
            *walls("agreement_term", "version"),
            models.UniqueConstraint(fields=["dealership", "version", "position"], name="agreement_term_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementDraft(Owned):
    """The next version of a text while it is being written; ``terms`` is a list of ``[title, text]``."""

    agreement = OwnedKey(DriverAgreement, related_name="drafts")
    language = models.CharField(max_length=10)
    body = models.TextField(blank=True)
    terms = models.JSONField(default=list)
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("agreement_draft", "agreement"),
            models.UniqueConstraint(fields=["dealership", "agreement", "language"], name="agreement_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draft, {self.language}"
