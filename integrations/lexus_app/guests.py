"""Which profile a guest of the app is: the partner's own id first, then the rules of lexus-app.md, Matching."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import connection as database

from customers.domain.details import ContactDetails, LicenceDetails
from customers.domain.names import split_name
from customers.queries import customers, match_guest, survivor
from customers.services import create_customer
from dealerships.models import Dealership
from dealerships.services.history import record
from integrations.lexus_app.models import PartnerGuest
from integrations.lexus_app.partner import LEXUS_APP
from integrations.lexus_app.told import GuestTold, LicenceTold
from kernel.keys import without_case

if TYPE_CHECKING:
    from customers.models import Customer


class UnknownGuest(Exception):
    """News of a guest that nobody here knows, and whose name is not told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """A profile, and whether it was made just now."""

    customer: "Customer"
    new: bool = False


def recognise(*, dealership: Dealership, guest: GuestTold, at: datetime) -> Recognised:
    """
    The profile of a guest, made if there is none; the partner's id leads to it from now on.

    :raises UnknownGuest: there is none, and no name to make one with
    """
    found = by_partner_id(dealership, guest) or by_rules(dealership, guest, at) or by_email(dealership, guest)
    recognised = Recognised(customer=found) if found else made(dealership, guest, at)
    remember(dealership, guest, recognised.customer)
    return recognised


def by_partner_id(dealership: Dealership, guest: GuestTold) -> "Customer | None":
    """The profile that this id led to before."""
    if not guest.guest_id:
        return None
    known = PartnerGuest.objects.filter(dealership=dealership, guest_id=guest.guest_id).select_related("customer")
    seen = known.first()
    return survivor(dealership=dealership, customer=seen.customer) if seen else None


def by_rules(dealership: Dealership, guest: GuestTold, at: datetime) -> "Customer | None":
    """The profile that licence, email or phone lead to; of several the oldest, with a word in its history."""
    match = match_guest(dealership=dealership, details=contact(guest), licence=licence_details(guest.licence))
    if match is None:
        return None
    if match.others:
        others = {"others": [other.code for other in match.others]}
        subjects = [customer.reference for customer in (match.customer, *match.others)]
        record(
            "possible duplicates found", dealership=dealership, subjects=subjects, by=LEXUS_APP, at=at, details=others
        )
    return match.customer


def by_email(dealership: Dealership, guest: GuestTold) -> "Customer | None":
    """News of a guest comes without a name: then the email alone leads to the oldest profile with it."""
    if guest.full_name or not guest.email:
        return None
    profiles = customers(dealership=dealership).filter(email_key=without_case(guest.email))
    return profiles.order_by("pk").first()


def made(dealership: Dealership, guest: GuestTold, at: datetime) -> Recognised:
    """
    A new profile.

    :raises UnknownGuest: there is no name to make one with
    """
    if not guest.full_name:
        raise UnknownGuest
    customer = create_customer(dealership=dealership, details=contact(guest), by=LEXUS_APP, at=at)
    return Recognised(customer=customer, new=True)


def remember(dealership: Dealership, guest: GuestTold, customer: "Customer") -> None:
    """Let the partner's id lead to the profile next time."""
    if guest.guest_id:
        PartnerGuest.objects.get_or_create(
            dealership=dealership, guest_id=guest.guest_id, defaults={"customer": customer}
        )


def contact(guest: GuestTold) -> ContactDetails:
    """Who the guest is and how to reach them."""
    first_name, last_name = split_name(guest.full_name)
    return ContactDetails(first_name=first_name, last_name=last_name, phone=guest.phone, email=guest.email)


def licence_details(licence: LicenceTold | None) -> LicenceDetails | None:
    """A licence as profiles know it."""
    if licence is None:
        return None
    return LicenceDetails(
        number=licence.number,
        state=licence.state,
        country=licence.country,
        date_of_birth=licence.date_of_birth,
        expires_on=licence.expires_on,
    )


def hold_still(*, dealership: Dealership, reservation_id: str, guest: GuestTold | None) -> None:
    """
    Work on one reservation, and on one guest, at a time: two bookings of a new guest must not make two profiles.

    The locks end with the transaction; the reservation's comes first, the guest's in one order for everybody.
    """
    if reservation_id:
        lock(dealership, f"reservation:{reservation_id}")
    if guest is not None:
        licence = f"licence:{guest.licence.number}" if guest.licence else ""
        names = {f"id:{guest.guest_id}", f"email:{without_case(guest.email)}", f"phone:{guest.phone}", licence}
        for name in sorted(name for name in names if name.partition(":")[2]):
            lock(dealership, f"guest:{name}")


def lock(dealership: Dealership, name: str) -> None:
    """A lock of that name in the dealership, until the end of the transaction."""
    key = blake2b(f"lexus-app:{dealership.pk}:{name}".encode(), digest_size=8).digest()
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key, signed=True)])
