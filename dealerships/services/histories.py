"""Write down what one use case did to many things, each in a history of its own, in a few statements for any number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dealerships.domain.actor import Actor
from dealerships.models import Dealership, Event, EventSubject

AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """An event by its subjects, which are public references, and its details, in JSON's own values."""

    subjects: Sequence[str]
    details: Mapping[str, Any] = field(default_factory=dict)


def record_each(verb: str, *, dealership: Dealership, tellings: Sequence[Telling], by: Actor, at: datetime) -> None:
    """Add an event for each of them: two statements for a thousand."""
    mine = {"dealership": dealership, "at": at, "by_kind": str(by.kind), "by_name": by.name, "origin": by.origin}
    events = Event.objects.bulk_create(
        (Event(**mine, verb=verb, details=dict(each.details)) for each in tellings), batch_size=AT_ONCE
    )
    EventSubject.objects.bulk_create(
        (
            EventSubject(dealership=dealership, event=event, subject=subject)
            for event, each in zip(events, tellings, strict=True)
            for subject in dict.fromkeys(each.subjects)
        ),
        batch_size=AT_ONCE,
    )
