"""The worker, here and now: carries out what is due, as a Celery worker would."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from dealerships.working import perform
from integrations.lexus_app.models import InboundMessage
from tests.lexus_app.app import App

OURS = "integrations.lexus_app."


def send(app: App, *told: dict[str, Any]) -> None:
    """Post each message, and let the worker do what it says before the next comes."""
    for each in told:
        answer = app.send(each, webhook_id=f"msg_{InboundMessage.objects.count() + 1}")
        assert answer.status_code == 202, answer.content
        work(app.connection.dealership)


def work(dealership: Dealership) -> None:
    """Carry out every effect of the Lexus App that is due, and those that follow from it."""
    while due := waiting(dealership):
        for effect_id in due:
            perform(dealership_id=dealership.pk, effect_id=effect_id, clock=timezone.now)


def waiting(dealership: Dealership) -> list[int]:
    """What is due now, in order."""
    rows = unfinished(dealership).filter(due_at__lte=timezone.now() + timedelta(seconds=1))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def unfinished(dealership: Dealership) -> QuerySet[Effect]:
    """What is due, put off, or in the hands of a worker."""
    rows = Effect.objects.filter(dealership=dealership, state=State.WAITING, kind__startswith=OURS)
    return rows.exclude(kind__endswith="port_card")


def attention(dealership: Dealership) -> list[str]:
    """What staff are asked to look at, in words."""
    rows = Effect.objects.filter(dealership=dealership, state=State.NEEDS_ATTENTION).order_by("pk")
    return list(rows.values_list("reason", flat=True))
