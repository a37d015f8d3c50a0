"""A hold's life is the processor's `capture_before`: 24 hours before it, somebody must decide (billing.md rule 13)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import formats

from billing.domain.hold import renewal_due
from billing.domain.payments import HoldState
from billing.models import Hold
from billing.queries.money import invoice_of
from billing.services.holding import replace_hold
from billing.services.locking import lock_money
from billing.services.settling import settle_due
from billing.services.wanting import card_of
from dealerships.domain.actor import SYSTEM
from dealerships.domain.effects import NeedsAttention
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from kernel.money import in_words

MEET = "billing.services.deadlines.meet_deadline"
AT_LEAST = timedelta(hours=1)
"""Between two renewals, however short a bank's patience may be."""
TELL = "billing.services.deadlines.tell_staff"


def watch(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """Be there 24 hours before the hold lapses, and look once it should have lapsed."""
    if hold.capture_before is None:
        return
    due_at = max(renewal_due(hold.capture_before), at + AT_LEAST)
    payload, about = {"hold": hold.pk}, hold.about
    schedule(
        dealership=dealership,
        kind=MEET,
        key=f"hold:{hold.pk}:deadline",
        payload=payload,
        due_at=due_at,
        at=at,
        about=about,
    )
    schedule(
        dealership=dealership,
        kind=settings.CARD_LOOK_UP,
        key=f"hold:{hold.pk}:lapse",
        payload={"reference": hold.processor_reference, "account": hold.account},
        due_at=hold.capture_before,
        at=at,
        about=about,
    )


@transaction.atomic
def meet_deadline(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """An effect: capture for a loan that is billed and was to be charged later; renew the hold of an open one."""
    hold = Hold.objects.get(dealership=dealership, pk=payload["hold"])
    lock_money(dealership=dealership, about=hold.about)
    hold.refresh_from_db()
    if hold.state != HoldState.HELD:
        return
    invoice = invoice_of(dealership=dealership, about=hold.about)
    if invoice is not None:
        settle_due(dealership=dealership, invoice=invoice, hold=hold, card=None, at=at)
    elif not hold.replaced_by.filter(state=HoldState.REPLACING).exists():
        replace_hold(
            dealership=dealership,
            hold=hold,
            card=card_of(hold),
            amount=hold.wanted,
            working=hold.working,
            by=SYSTEM,
            at=at,
        )


def tell_if_not_renewed(declined: Hold, *, dealership: Dealership, at: datetime) -> None:
    """The bank would not renew or adjust a hold that still stands: staff decide what to do before it lapses."""
    if declined.replaces_id is None:
        return
    schedule(
        dealership=dealership,
        kind=TELL,
        key=f"hold:{declined.replaces_id}:not-renewed:{declined.pk}",
        payload={"hold": declined.replaces_id, "declined": declined.pk, "reason": declined.reason},
        due_at=at,
        at=at,
        about=declined.about,
    )


def tell_staff(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """
    An effect that only a person can end, by a new hold, a capture, or letting it rest.

    :raises NeedsAttention: the hold still stands, and will lapse
    """
    hold = Hold.objects.get(dealership=dealership, pk=payload["hold"])
    if hold.state != HoldState.HELD or hold.capture_before is None or hold.capture_before <= at:
        return
    amount = in_words(hold.wanted.amount, hold.currency)
    declined = hold.replaced_by.get(pk=payload["declined"])
    if declined.wanted != hold.wanted:
        asked = in_words(declined.wanted.amount, hold.currency)
        raise NeedsAttention(f"{asked} could not be held; {amount} on {hold.card_label} stands. {payload['reason']}")
    lapses = formats.date_format(dealership.local(hold.capture_before), "j M, H:i")
    raise NeedsAttention(
        f"The hold of {amount} on {hold.card_label} lapses on {lapses} and could not be renewed. {payload['reason']}"
    )
