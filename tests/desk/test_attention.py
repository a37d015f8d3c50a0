"""What gave up is on the dashboard, and a person helps it along."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from dealerships.domain.effects import State
from dealerships.models import Effect
from dealerships.services.effects import schedule
from tests.situations import Counter


def gave_up(desk: Counter) -> Effect:
    """A text that could not be sent."""
    now = timezone.now()
    effect = schedule(
        dealership=desk.store,
        kind="integrations.twilio.text",
        key="message:1",
        payload={"message": 1},
        due_at=now + timedelta(hours=1),
        at=now,
        about=desk.avery.reference,
    )
    effect.state, effect.reason = State.NEEDS_ATTENTION, "The number is a landline."
    effect.save()
    return effect


def test_what_gave_up_is_said_in_words(signed_in: Client, desk: Counter) -> None:
    gave_up(desk)

    answer = signed_in.get("/springfield/")

    assert "Text not sent" in answer.text
    assert "The number is a landline." in answer.text
    assert f"/springfield/customers/{desk.avery.code}/" in answer.text


def test_it_is_put_back_in_line(signed_in: Client, desk: Counter) -> None:
    effect = gave_up(desk)

    signed_in.post(f"/springfield/attention/{effect.pk}/again/")

    effect.refresh_from_db()
    assert effect.state == State.WAITING


def test_it_is_let_rest(signed_in: Client, desk: Counter) -> None:
    effect = gave_up(desk)

    signed_in.post(f"/springfield/attention/{effect.pk}/dismiss/")

    effect.refresh_from_db()
    assert effect.state == State.DISMISSED


def test_nothing_by_this_number_is_404(signed_in: Client, desk: Counter) -> None:
    answer = signed_in.post("/springfield/attention/999/again/")

    assert answer.status_code == 404
