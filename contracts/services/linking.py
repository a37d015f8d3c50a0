"""Links for guests: sent, opened, answered. Only a hash of the token is kept, and five wrong answers lock it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import transaction

from contracts.domain.links import (
    ANSWER_LASTS,
    DOCUMENTS_LAST,
    MOST_WRONG_ANSWERS,
    SIGNING_LASTS,
    EndedLink,
    LinkPurpose,
    LockedLink,
    UnknownLink,
    WrongDigits,
    new_token,
    path_of,
    same_digits,
    token_hash,
)
from contracts.models import GuestLink
from contracts.queries import loan as loan_with_everything
from contracts.queries.link_drivers import ENDED, driver_named, driver_of
from contracts.queries.people import licence_of
from contracts.services.link_words import words_of
from customers.services import queue_message
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record

if TYPE_CHECKING:
    from reservations.models import AdditionalDriver, Reservation

SALT = "contracts.guest-link"
LASTS = {LinkPurpose.PROFILE: SIGNING_LASTS, LinkPurpose.DOCUMENTS: DOCUMENTS_LAST}
LOCKED = "This link is locked: after five wrong tries it can’t be opened any more. We can send a new one."


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a link asks for: the last four of the *phone*, the *licence*, or the *code* that the counter told."""

    asks: str
    answer: str


@transaction.atomic
def send_guest_link(
    *, dealership: Dealership, code: str, purpose: LinkPurpose, driver: str = "", by: Actor, at: datetime
) -> GuestLink:
    """
    Text or write the guest a link; or an additional ``driver``, named by the profile's code, one of their own.

    :raises UnknownContract: no loan has this code
    :raises UnknownDriver: this person does not drive on it
    :raises NoWayToReach: they have neither phone nor email; show the link at the counter
    """
    loan = loan_with_everything(dealership=dealership, code=code)
    named = driver_named(loan, driver)
    link, address = make_link(dealership=dealership, loan=loan, purpose=purpose, driver=named, at=at)
    customer = driver_of(link, loan)
    asked = LinkPurpose(purpose)
    words = words_of(dealership=dealership, loan=loan, driver=customer, purpose=asked, url=address, at=at)
    queue_message(
        dealership=dealership,
        customer=customer,
        cause=words.cause,
        subject=words.subject,
        text=words.text,
        about=loan.reference,
        at=at,
    )
    details = {"purpose": asked.label} | ({"driver": customer.name} if named else {})
    record("link sent", dealership=dealership, subjects=[loan.reference], by=by, at=at, details=details)
    return link


@transaction.atomic
def show_guest_link(*, dealership: Dealership, code: str, purpose: LinkPurpose, by: Actor, at: datetime) -> str:
    """
    The address of a new link, for a QR code at the counter.

    :raises UnknownContract: no loan has this code
    """
    loan = loan_with_everything(dealership=dealership, code=code)
    _, address = make_link(dealership=dealership, loan=loan, purpose=purpose, at=at)
    details = {"purpose": LinkPurpose(purpose).label}
    record("link shown at the counter", dealership=dealership, subjects=[loan.reference], by=by, at=at, details=details)
    return address


def make_link(
    *,
    dealership: Dealership,
    loan: "Reservation",
    purpose: LinkPurpose,
    at: datetime,
    driver: "AdditionalDriver | None" = None,
) -> tuple[GuestLink, str]:
    """A link and its address, which is told once; without a ``driver`` it is the guest's."""
    token = new_token()
    link = GuestLink.objects.create(
        dealership=dealership,
        reservation=loan,
        driver_id=driver.customer_id if driver else None,
        token_hash=token_hash(token),
        purpose=purpose,
        created_at=at,
        expires_at=at + LASTS[LinkPurpose(purpose)],
    )
    return link, settings.BASE_URL + path_of(slug=dealership.slug, token=token)


def open_link(*, dealership: Dealership, token: str, at: datetime) -> GuestLink:
    """
    The link of a token; looking changes nothing, so that a preview of it does no harm.

    :raises UnknownLink: there never was such a link here
    :raises EndedLink: it has expired or is locked
    """
    return _usable(_found(dealership, token), at)


def question(*, dealership: Dealership, link: GuestLink) -> Question:
    """What the guest is asked: the last four digits of the phone, without one of the licence, else of the code."""
    loan = loan_with_everything(dealership=dealership, code=link.reservation.code)
    driver = driver_of(link, loan)
    licence = licence_of(driver)
    if driver.phone:
        return Question(asks="phone", answer=driver.phone[-4:])
    if licence is not None and licence.last_four:
        return Question(asks="licence", answer=licence.last_four)
    return Question(asks="code", answer=loan.code[-4:])


def answer_challenge(
    *, dealership: Dealership, token: str, digits: str, origin: str = "", by: Actor, at: datetime
) -> str:
    """
    Answer the link's question; what comes back goes into the guest's cookie or session (``answered``).

    A wrong answer is counted though it raises: let the transaction commit.

    :raises UnknownLink: there never was such a link here
    :raises EndedLink: it has expired or is locked, perhaps by this answer
    :raises WrongDigits: the digits are not those that we have
    """
    with transaction.atomic():
        link = _usable(_found(dealership, token, lock=True), at)
        asked = question(dealership=dealership, link=link)
        right = same_digits(digits, asked.answer)
        _note_answer(dealership, link, right=right, origin=origin, by=by, at=at)
    if not right:
        _refuse_wrong(link)
    return signing.dumps({"link": link.pk, "until": (at + ANSWER_LASTS).isoformat()}, salt=SALT)


def answered(*, dealership: Dealership, token: str, answer: str, at: datetime) -> GuestLink | None:
    """
    The link, if this answer of ``answer_challenge`` opens it still; None asks the question again.

    :raises UnknownLink: there never was such a link here
    :raises EndedLink: it has expired or is locked
    """
    link = open_link(dealership=dealership, token=token, at=at)
    try:
        told = signing.loads(answer, salt=SALT)
    except signing.BadSignature:
        return None
    return link if told["link"] == link.pk and at < datetime.fromisoformat(told["until"]) else None


def _found(dealership: Dealership, token: str, *, lock: bool = False) -> GuestLink:
    rows = GuestLink.objects.filter(dealership=dealership, token_hash=token_hash(token))
    link = (rows.select_for_update(of=("self",)) if lock else rows).select_related("reservation").first()
    if link is None:
        raise UnknownLink
    return link


def _usable(link: GuestLink, at: datetime) -> GuestLink:
    if link.locked_at is not None:
        raise LockedLink(LOCKED)
    if at >= link.expires_at:
        raise EndedLink(ENDED)
    return link


def _note_answer(dealership: Dealership, link: GuestLink, *, right: bool, origin: str, by: Actor, at: datetime) -> None:
    if right:
        link.opened_at = link.opened_at or at
    else:
        link.wrong_answers += 1
        link.locked_at = at if link.wrong_answers >= MOST_WRONG_ANSWERS else None
    link.save(update_fields=["opened_at", "wrong_answers", "locked_at"])
    verb = "link opened" if right else "link locked" if link.locked_at else "link answered wrongly"
    subjects, details = [link.reservation.reference], {"purpose": link.get_purpose_display(), "from": origin}
    record(verb, dealership=dealership, subjects=subjects, by=by, at=at, details=details)


def _refuse_wrong(link: GuestLink) -> None:
    if link.locked_at is not None:
        raise LockedLink(LOCKED)
    raise WrongDigits(MOST_WRONG_ANSWERS - link.wrong_answers)
