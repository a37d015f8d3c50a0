"""Reads of dealerships: where somebody works, who works there, what happened, what needs a person."""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, QuerySet

from dealerships.domain.effects import State
from dealerships.domain.store import About, Hours, Ways, about_in_words, hours_in_words, open_of, ways_in_words
from dealerships.models import Dealership, Effect, Event, EventSubject, Staff, StaffStatus, User
from dealerships.prepared import one_of, prepared, told
from kernel.changes import Words

MOST_EVENTS = 12
STORE = "dealership"
"""The subject under which changes of a store's own settings are told."""


def dealerships_of(user: User) -> QuerySet[Dealership]:
    """Where the user works, by name."""
    return Dealership.objects.filter(pk__in=user.memberships.values("dealership")).order_by("name")


@prepared
def dealership_at() -> QuerySet[Dealership]:
    """The one with this ``slug`` in its addresses."""
    return Dealership.objects.filter(slug=told("slug"))


@prepared
def staff_of_user() -> QuerySet[Staff]:
    """Who a ``user`` is in a dealership, unless they were deactivated or have not come yet."""
    return Staff.objects.filter(dealership=told("dealership"), user=told("user"), status=StaffStatus.ACTIVE)


def store_words(dealership: Dealership) -> dict[str, Words]:
    """The settings of the store itself, section by section."""
    return {
        "about": about_in_words(about_of(dealership)),
        "hours": hours_in_words(hours_of(dealership)),
        "ways": ways_in_words(ways_of(dealership)),
    }


def about_of(dealership: Dealership) -> About:
    """The section *Store* of a row."""
    return About(**{name: getattr(dealership, name) for name in About.__dataclass_fields__})


def hours_of(dealership: Dealership) -> Hours:
    """The section *Opening hours* of a row."""
    return Hours(
        week=tuple(open_of(line) for line in dealership.opening_hours),
        closed_dates=tuple(date.fromisoformat(day) for day in dealership.closed_dates),
        turnaround_minutes=dealership.turnaround_minutes,
    )


def ways_of(dealership: Dealership) -> Ways:
    """The section *Language and sign-in* of a row."""
    return Ways(**{name: getattr(dealership, name) for name in Ways.__dataclass_fields__})


def staff(*, dealership: Dealership) -> QuerySet[Staff]:
    """Everyone of the dealership, by name."""
    return Staff.objects.filter(dealership=dealership).order_by("name", "pk")


def advisors(*, dealership: Dealership) -> QuerySet[Staff]:
    """Those who can be chosen as service advisor."""
    return staff(dealership=dealership).filter(service_advisor=True, status="active")


def history(*, dealership: Dealership, subject: str, also: Collection[str] = ()) -> QuerySet[Event]:
    """What happened to a subject (``contract/LS-7Q4M``), and to others that are shown with it, newest first."""
    told = EventSubject.objects.filter(dealership=dealership, subject__in=[subject, *also]).values("event")
    return Event.objects.filter(dealership=dealership, pk__in=told).order_by("-at", "-pk")


@prepared
def newest_events() -> QuerySet[Event]:
    """What happened last to some ``subjects`` that are shown as one, newest first."""
    about = EventSubject.objects.filter(one_of("subject", "subjects", "text"), dealership=told("dealership"))
    events = Event.objects.filter(dealership=told("dealership"), pk__in=about.values("event"))
    return events.order_by("-at", "-pk")[:MOST_EVENTS]


def changes(*, dealership: Dealership, prefix: str) -> QuerySet[Event]:
    """What happened to subjects that begin so, newest first."""
    told = EventSubject.objects.filter(dealership=dealership, subject__startswith=prefix).values("event")
    subjects = Prefetch("subjects", EventSubject.objects.filter(dealership=dealership))
    return Event.objects.filter(dealership=dealership, pk__in=told).prefetch_related(subjects).order_by("-at", "-pk")


def attention(*, dealership: Dealership) -> QuerySet[Effect]:
    """What only a person can help along, newest first."""
    return Effect.objects.filter(dealership=dealership, state=State.NEEDS_ATTENTION).order_by("-pk")


def is_waiting(*, dealership: Dealership, kind: str, about: str) -> bool:
    """Whether an effect of this kind is still to be carried out for a loan or whatever it is about."""
    return Effect.objects.filter(dealership=dealership, about=about, kind=kind, state=State.WAITING).exists()
