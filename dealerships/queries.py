"""Reads of dealerships: where somebody works, who works there, what happened, what needs a person."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect, Event, EventSubject, Staff, StaffStatus, User
from dealerships.prepared import one_of, prepared, told

MOST_EVENTS = 12


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
