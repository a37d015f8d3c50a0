"""Rows of Stripe: the events that were received, so that none is worked twice."""

from django.db import models

from dealerships.owners import Owned, walls


class ProcessorEvent(Owned):
    """A signed webhook of the processor, stored before it is answered."""

    event_id = models.CharField(max_length=80)
    type = models.CharField(max_length=80)
    reference = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("processor_event"),
            models.UniqueConstraint(fields=["dealership", "event_id"], name="processor_event_once"),
        ]

    def __str__(self) -> str:
        return self.event_id
