"""From the body of a message to what it tells: the wire contract, with every fault at once. Unknown fields are ignored."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from customers.domain.licences import licence_key
from customers.domain.names import split_name
from integrations.lexus_app import cards
from integrations.lexus_app.fields import Fault, Fields
from integrations.lexus_app.told import (
    CancellationTold,
    CardTold,
    GuestTold,
    InsuranceTold,
    LicenceTold,
    NewsOfGuest,
    ReservationTold,
    ReserveTold,
    Told,
    Unknown,
)

TYPE = re.compile(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*", re.ASCII)
LONGEST_NAME_PART = 80


class Faulty(Exception):
    """The message is not of the contract's form; ``faults`` say all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = list(faults)


def parse(message: Any, clean: Any = None) -> Told:
    """
    What a message tells; ``message`` is its JSON, ``clean`` the same with the digits of card numbers masked.

    :raises Faulty: it is not of the contract's form, or holds what must never be sent
    """
    if not isinstance(message, dict):
        raise Faulty([Fault(field="", message="The message must be an object.")])
    # Without a long number anywhere (then nothing was masked) only a name could be that of card data.
    harmless = clean is message and cards.has_usual_names(message)
    refused = {} if harmless else dict.fromkeys(cards.faults(message))
    envelope = Fields(clean or message, "", [Fault(field=path[:200], message=CARD_REFUSED) for path in refused])
    kind = envelope.text("type", most=60, required=True)
    if kind and not TYPE.fullmatch(kind):
        envelope.fault("type", "This field must be words joined by dots, such as reservation.created.")
    told_at = envelope.instant("timestamp", required=True)
    told = FORMS.get(kind, unknown)(kind, told_at, envelope)
    if envelope.faults:
        raise Faulty(envelope.faults)
    return told


CARD_REFUSED = "Card data must never be sent. Send the processor's token instead."


def dealer_code(message: Any) -> str | None:
    """The dealership that a message is meant for, where it says so."""
    data = message.get("data") if isinstance(message, dict) else None
    code = data.get("dealer_code") if isinstance(data, dict) else None
    return code.strip() if isinstance(code, str) else None


def unknown(kind: str, told_at: datetime | None, _: Fields) -> Told:
    """A type that the contract does not name."""
    return Unknown(type=kind, told_at=known(told_at))


def reservation(kind: str, told_at: datetime | None, envelope: Fields) -> Told:
    """``reservation.created`` and ``reservation.updated``: the whole reservation."""
    data = envelope.part("data", required=True)
    reservation_id, version = numbered(data)
    pickup_at, dropoff_at = data.instant("pickup_at", required=True), data.instant("dropoff_at", required=True)
    if pickup_at and dropoff_at and dropoff_at <= pickup_at:
        data.fault("dropoff_at", "This field must be after pickup_at.")
    return ReservationTold(
        type=kind,
        told_at=known(told_at),
        reservation_id=reservation_id,
        version=version,
        guest=guest(data, data.part("guest", required=True)),
        pickup_at=known(pickup_at),
        dropoff_at=known(dropoff_at),
        category=data.text("vehicle_category", most=80, required=True),
        preferred_model=data.text("preferred_model", most=80),
        reserve=reserve(data.part("reserve")),
        notes=data.text("notes", most=5000),
    )


def cancellation(kind: str, told_at: datetime | None, envelope: Fields) -> Told:
    """``reservation.cancelled``."""
    data = envelope.part("data", required=True)
    reservation_id, version = numbered(data)
    reason = data.text("reason", most=2000)
    return CancellationTold(
        type=kind, told_at=known(told_at), reservation_id=reservation_id, version=version, reason=reason
    )


def news_of_guest(kind: str, told_at: datetime | None, envelope: Fields) -> Told:
    """``guest.updated``: the guest by their id or email, beside their papers."""
    data = envelope.part("data", required=True)
    data.text("dealer_code", most=80, required=True)
    places = (data, data.part("guest"))
    ids, emails = [who.text("guest_id", most=120) for who in places], [who.email("email") for who in places]
    told = GuestTold(
        guest_id=ids[0] or ids[1],
        email=emails[0] or emails[1],
        licence=licence(data.part("license")),
        insurance=insurance(data.part("insurance")),
        card=card(data.part("payment_method")),
    )
    if not told.guest_id and not told.email:
        data.fault("guest_id", "This field or email is required.")
    return NewsOfGuest(type=kind, told_at=known(told_at), guest=told)


FORMS: dict[str, Callable[[str, datetime | None, Fields], Told]] = {
    "reservation.created": reservation,
    "reservation.updated": reservation,
    "reservation.cancelled": cancellation,
    "guest.updated": news_of_guest,
}


def numbered(data: Fields) -> tuple[str, int]:
    """Which reservation of which dealership, at which version."""
    data.text("dealer_code", most=80, required=True)
    reservation_id = data.text("reservation_id", most=80, required=True)
    return reservation_id, data.whole_number("version", least=1, required=True) or 0


def guest(data: Fields, who: Fields) -> GuestTold:
    """The guest of a reservation, with the papers that stand beside them."""
    full_name = " ".join(who.text("full_name", most=160, required=True).split())
    if len(full_name) > LONGEST_NAME_PART and max(map(len, split_name(full_name))) > LONGEST_NAME_PART:
        who.fault("full_name", f"This field must have first and last names of at most {LONGEST_NAME_PART} characters.")
    return GuestTold(
        full_name=full_name,
        email=who.email("email", required=True),
        phone=who.phone("phone"),
        guest_id=who.text("guest_id", most=120),
        licence=licence(data.part("license")),
        insurance=insurance(data.part("insurance")),
        card=card(data.part("payment_method")),
    )


def licence(fields: Fields) -> LicenceTold | None:
    """A licence, if its number is there; one without a letter or digit is none."""
    told = LicenceTold(
        number=fields.text("number", most=40),
        state=fields.capitals("state", most=10),
        country=fields.capitals("country", most=2) or "US",
        date_of_birth=fields.day("date_of_birth"),
        expires_on=fields.day("expires_on"),
    )
    return told if licence_key(told.number) else None


def insurance(fields: Fields) -> InsuranceTold | None:
    """An insurance, if all of it is there; a part of one is completed at the counter."""
    told = InsuranceTold(
        carrier=fields.text("carrier", most=120),
        policy_number=fields.text("policy_number", most=80),
        expires_on=fields.day("expires_on"),
    )
    return told if told.carrier and told.policy_number and told.expires_on else None


def card(fields: Fields) -> CardTold | None:
    """A card's token, if it is there."""
    told = CardTold(
        processor=fields.text("processor", most=40).lower(),
        account=fields.text("account", most=60),
        token=fields.text("token", most=60),
    )
    return told if told.token else None


def reserve(fields: Fields) -> ReserveTold | None:
    """The vehicle of the reserve days, if it is named."""
    told = ReserveTold(
        vin=fields.vin("vin", required=bool(fields.told())),
        purchased_on=fields.day("purchased_on"),
        days_left=fields.whole_number("days_left", least=0, most=3660),
    )
    return told if told.vin else None


def known(instant: datetime | None) -> datetime:
    """A required instant: a message in which it is missing is refused before anybody reads this value."""
    return cast("datetime", instant)
