"""What Celery runs: a few effects, or the hourly tidying."""

from collections.abc import Sequence

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from dealerships.working import perform_all


@shared_task(name="dealerships.perform_effects", ignore_result=True)
def perform_effects(handed: Sequence[tuple[int, int]]) -> None:
    """Carry out effects, each named by its dealership and its own id, each once."""
    perform_all(handed, clock=timezone.now)


@shared_task(name="dealerships.tidy", ignore_result=True)
def tidy() -> None:
    """Remove sessions that have ended."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
