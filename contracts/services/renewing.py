"""A guest asks for a new link: the holder of an old one gets it to the phone or email that we have, nowhere else."""

from datetime import datetime, timedelta

from django.db import transaction

from contracts.domain.links import LinkPurpose, UnknownLink, token_hash
from contracts.domain.visits import ON_THE_ROAD_OR_BACK
from contracts.models import GuestLink
from contracts.queries import links
from contracts.services.linking import send_guest_link
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from reservations.domain.lifecycle import BEFORE_START
from reservations.services import lock_reservation

BETWEEN_TWO = timedelta(minutes=1)
A_DAY = timedelta(hours=24)
MOST_A_DAY = 8


class NoNewLink(Exception):
    """None is sent now; the guest, who may be anybody, is not told why."""


@transaction.atomic
def send_new_link(*, dealership: Dealership, token: str, by: Actor, at: datetime) -> GuestLink:
    """
    Send another link for the loan of this one, whether that has ended or not.

    :raises UnknownLink: there never was such a link here
    :raises NoNewLink: one was sent a moment ago, too many today, or the loan came to nothing
    :raises NoWayToReach: the guest has neither phone nor email
    """
    old = old_link(dealership=dealership, token=token)
    loan = lock_reservation(dealership=dealership, code=old.reservation.code)
    _refuse_too_often(dealership, loan.code, at)
    purpose = _purpose(LinkPurpose(old.purpose), loan.status)
    driver = (old.driver.survivor or old.driver).code if old.driver else ""
    return send_guest_link(dealership=dealership, code=loan.code, purpose=purpose, driver=driver, by=by, at=at)


def old_link(*, dealership: Dealership, token: str) -> GuestLink:
    """
    The link of a token, ended or not.

    :raises UnknownLink: there never was such a link here
    """
    rows = GuestLink.objects.filter(dealership=dealership, token_hash=token_hash(token))
    link = rows.select_related("reservation", "driver__survivor").first()
    if link is None:
        raise UnknownLink
    return link


def _refuse_too_often(dealership: Dealership, code: str, at: datetime) -> None:
    sent = links(dealership=dealership, code=code)
    if sent.filter(created_at__gt=at - BETWEEN_TWO).exists():
        raise NoNewLink("One was sent within the last minute.")
    if sent.filter(created_at__gt=at - A_DAY).count() >= MOST_A_DAY:
        raise NoNewLink(f"{MOST_A_DAY} were sent within a day.")


def _purpose(old: LinkPurpose, status: str) -> LinkPurpose:
    if status in ON_THE_ROAD_OR_BACK:
        return LinkPurpose.DOCUMENTS
    if status not in BEFORE_START:
        raise NoNewLink("The loan came to nothing.")
    return old
