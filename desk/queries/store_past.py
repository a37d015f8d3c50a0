"""
What became of a store's own settings: every state they ever had, read back from the events that changed them.

Each event says, label by label, *from this to that*; going back from today's words, *that* is known, so *this* is what
is left of the sentence.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from dealerships.models import Dealership, Event
from dealerships.queries import STORE, history, store_words
from desk.queries.settings_history import States, Step
from kernel.changes import Change, changes

SECTIONS = {"about": "Store", "hours": "Opening hours", "ways": "Language and sign-in"}
UNKNOWN = datetime.min.replace(tzinfo=UTC)
"""When a store was opened is nobody's business here; the first state has no event."""


def store_past(*, dealership: Dealership) -> list[Step]:
    """Every state, oldest first; the first is how the store was opened."""
    row = Dealership.objects.get(pk=dealership.pk)
    events = list(history(dealership=dealership, subject=STORE))
    after: States = store_words(row)
    found: list[Step] = []
    for place, event in enumerate(events):
        before = undone(after, event.details)
        found.append(told(event, before, after, number=len(events) - place + 1))
        after = before
    began = Step(number=1, at=UNKNOWN, by="", origin="", changes=(), states=after)
    return [began, *reversed(found)]


def undone(after: States, details: Mapping[str, str]) -> States:
    """How the sections stood before an event with these details."""
    return {
        name: {label: was(now, details.get(label)) for label, now in words.items()} for name, words in after.items()
    }


def was(now: str, said: str | None) -> str:
    """What a setting was before it became what it is; the same where the event says nothing of it."""
    return now if said is None else said.removeprefix("from ").removesuffix(f" to {now}")


def told(event: Event, before: States, after: States, *, number: int) -> Step:
    """A change by its author."""
    differences: Sequence[Change] = [one for name in after for one in changes(before[name], after[name])]
    return Step(
        number=number,
        at=event.at,
        by=event.by_name,
        origin=event.origin,
        changes=tuple(differences),
        states=after,
    )
