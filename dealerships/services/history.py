"""History: write down who did what, to what, when and from where, in the transaction that did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dealerships.domain.actor import Actor
from dealerships.models import Dealership, Event, EventSubject


def record(
    verb: str,
    *,
    dealership: Dealership,
    subjects: Sequence[str],
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> Event:
    """
    Add an event to the history of each subject, a public reference such as ``contract/K7F3``.

    ``details`` are JSON for reading; they hold no licence, card or policy number.
    """
    event = Event.objects.create(
        dealership=dealership,
        at=at,
        by_kind=by.kind,
        by_name=by.name,
        origin=by.origin,
        verb=verb,
        details=dict(details or {}),
    )
    EventSubject.objects.bulk_create(
        EventSubject(dealership=dealership, event=event, subject=subject) for subject in dict.fromkeys(subjects)
    )
    return event
