"""A guest who booked in the app and skipped licence, insurance or card is texted a link, so that the counter is quick."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from contracts.domain.links import LinkPurpose
from contracts.queries import loan
from contracts.queries.people import card_of, collects_card, insurance_of, licence_of
from contracts.services.linking import send_guest_link
from customers.services import NoWayToReach
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import BEFORE_START

if TYPE_CHECKING:
    from reservations.models import Reservation

ASK = "contracts.effects.asking.ask_for_what_is_missing"
CARD_TAKES = timedelta(minutes=2)
"""A card that came with the booking is put on file by a worker of its own."""


def booked_by_app(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """After a booking by the app: look in a moment whether anything is left to ask for."""
    if payload["channel"] != Channel.LEXUS_APP:
        return
    code = payload["code"]
    schedule(
        dealership=dealership,
        kind=ASK,
        key=f"profile-link:{code}",
        payload={"code": code},
        due_at=at + CARD_TAKES,
        at=at,
        about=f"contract/{code}",
    )


def ask_for_what_is_missing(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """Text the link, unless nothing is missing or the booking is off."""
    booked = loan(dealership=dealership, code=payload["code"])
    if booked.status not in BEFORE_START or not lacks_something(booked):
        return
    try:
        send_guest_link(dealership=dealership, code=booked.code, purpose=LinkPurpose.PROFILE, by=SYSTEM, at=at)
    except NoWayToReach:
        return  # the counter's list of what is missing says so


def lacks_something(booked: "Reservation") -> bool:
    """Whether the guest's profile has no licence, no insurance, or no card where one is collected."""
    guest = booked.customer
    cardless = collects_card(booked) and card_of(guest) is None
    return licence_of(guest) is None or insurance_of(guest) is None or cardless
