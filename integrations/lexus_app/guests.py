"""Which profile a guest of the app is: the partner's own id first, then the rules of lexus-app.md, Matching."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from customers.domain.details import ContactDetails, LicenceDetails
from customers.domain.names import split_name
from customers.queries import customers, match_guest, survivor
from customers.services import create_customer
from dealerships.models import Dealership
from dealerships.prepared import at_once, prepared
from dealerships.prepared import told as given
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
    known = by_partner_id(dealership, guest)
    if known is not None:
        return Recognised(customer=known)
    found = by_rules(dealership, guest, at) or by_email(dealership, guest)
    recognised = Recognised(customer=found) if found else made(dealership, guest, at)
    remember(dealership, guest, recognised.customer)
    return recognised


def by_partner_id(dealership: Dealership, guest: GuestTold) -> "Customer | None":
    """The profile that this id led to before."""
    if not guest.guest_id:
        return None
    seen = known_by_id.only(dealership=dealership, guest_id=guest.guest_id)
    return survivor(dealership=dealership, customer=seen.customer) if seen else None


@prepared
def known_by_id() -> "QuerySet[PartnerGuest]":
    """Whom an id of the partner's led to before."""
    known = PartnerGuest.objects.filter(dealership=given("dealership"), guest_id=given("guest_id"))
    return known.select_related("customer")


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
        row = PartnerGuest(dealership=dealership, guest_id=guest.guest_id, customer=customer)
        PartnerGuest.objects.bulk_create([row], ignore_conflicts=True)


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
    names = [f"reservation:{reservation_id}"] if reservation_id else []
    if guest is not None:
        licence = f"licence:{guest.licence.number}" if guest.licence else ""
        theirs = {f"id:{guest.guest_id}", f"email:{without_case(guest.email)}", f"phone:{guest.phone}", licence}
        names += [f"guest:{name}" for name in sorted(name for name in theirs if name.partition(":")[2])]
    at_once(LOCK, {"keys": [key_of(dealership, name) for name in names]})


# A function that reads rows is called for one after the other, in the order of the array.
LOCK = "SELECT pg_advisory_xact_lock(key) FROM unnest(%(keys)s::bigint[]) AS each (key)"


def key_of(dealership: Dealership, name: str) -> int:
    """The key of the lock of that name in the dealership."""
    digest = blake2b(f"lexus-app:{dealership.pk}:{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
