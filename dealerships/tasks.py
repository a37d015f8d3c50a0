"""What Celery runs: one effect, or the hourly tidying."""

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from dealerships.working import perform


@shared_task(name="dealerships.perform_effect", ignore_result=True)
def perform_effect(dealership_id: int, effect_id: int) -> None:
    """Carry out an effect, once."""
    perform(dealership_id=dealership_id, effect_id=effect_id, clock=timezone.now)


@shared_task(name="dealerships.tidy", ignore_result=True)
def tidy() -> None:
    """Remove sessions that have ended."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
