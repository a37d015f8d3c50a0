"""History: who did what, when, from where. Rows are only ever added."""

from django.db import models

from dealerships.constraints import AppendOnly
from dealerships.owners import Owned, OwnedKey, walls


class Event(Owned):
    """Something that happened, in a verb and its details (JSON for reading, never for finding)."""

    at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_name = models.CharField(max_length=120)
    origin = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [*walls("event"), AppendOnly(name="event_append_only")]

    def __str__(self) -> str:
        return f"{self.by_name} {self.verb}"


class EventSubject(Owned):
    """What an event tells of: a public reference such as ``contract/K7F3``, which outlives the row it names."""

    event = OwnedKey(Event, related_name="subjects")
    subject = models.CharField(max_length=80)

    class Meta:
        constraints = [*walls("event_subject", "event"), AppendOnly(name="event_subject_append_only")]
        indexes = [models.Index(fields=["dealership", "subject", "-id"], name="event_subject_newest_first")]

    def __str__(self) -> str:
        return self.subject
