"""History: write down who did what, to what, when and from where, in the transaction that did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from json import dumps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from dealerships.domain.actor import Actor
from dealerships.models import Dealership, Event, EventSubject
from dealerships.prepared import at_once

EVENT = f"""
    event AS (
        INSERT INTO "{Event._meta.db_table}" (dealership_id, at, by_kind, by_name, origin, verb, details)
        VALUES (%(dealership)s, %(at)s, %(kind)s, %(name)s, %(origin)s, %(verb)s, %(details)s::jsonb)
        RETURNING id
    )
"""  # noqa: S608 - the names are our own tables'
SUBJECTS = f"""
    INSERT INTO "{EventSubject._meta.db_table}" (dealership_id, event_id, subject)
    SELECT %(dealership)s::bigint, event.id, subject
    FROM event, unnest(%(subjects)s::text[]) WITH ORDINALITY AS each (subject, position)
    ORDER BY position
"""  # noqa: S608 - the names are our own tables'
# The ORM needs two statements for it, and almost every use case tells something.
TELL = f"WITH {EVENT} {SUBJECTS}"


def record(
    verb: str,
    *,
    dealership: Dealership,
    subjects: Sequence[str],
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """
    Add an event to the history of each subject, a public reference such as ``contract/K7F3``.

    ``details`` are JSON for reading; they hold no licence, card or policy number.
    """
    at_once(TELL, told(verb, dealership=dealership, subjects=subjects, by=by, at=at, details=details))


def told(
    verb: str,
    *,
    dealership: Dealership,
    subjects: Sequence[str],
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The values of ``EVENT`` and ``SUBJECTS``."""
    return {
        "dealership": dealership.pk,
        "at": at,
        "kind": str(by.kind),
        "name": by.name,
        "origin": by.origin,
        "verb": verb,
        "details": dumps(dict(details or {}), cls=DjangoJSONEncoder),
        "subjects": list(dict.fromkeys(subjects)),
    }
