"""Tell what happened to both who look back and who react: an event of the history and a fact, in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dealerships.domain.actor import Actor, Kind
from dealerships.domain.effects import PATIENCE
from dealerships.models import Dealership
from dealerships.prepared import at_once
from dealerships.services.asking import MANY, asked_for, ring_at_commit
from dealerships.services.effects import reactions
from dealerships.services.history import EVENT, SUBJECTS, record, told

TELL_AND_ASK = f"WITH {EVENT}, told AS ({SUBJECTS}), {MANY}"


def tell(
    verb: str,
    fact: Any,
    *,
    dealership: Dealership,
    subjects: Sequence[str],
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None = None,
    about: str = "",
) -> None:
    """
    ``record`` the verb and ``publish`` the fact. What follows from a partner's message lets others go first in a crowd:
    nobody stands at a counter for it.
    """
    event: dict[str, Any] = {"dealership": dealership, "subjects": subjects, "by": by, "at": at, "details": details}
    asked = reactions(fact)
    if not asked.kinds:
        record(verb, **event)
        return
    patience = PATIENCE if by.kind is Kind.PARTNER else timedelta(0)
    effects = asked_for(
        kinds=asked.kinds, keys=asked.keys, payload=asked.payload, at=at, about=about, patience=patience
    )
    at_once(TELL_AND_ASK, told(verb, **event) | effects)
    ring_at_commit()
