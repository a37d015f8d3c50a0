"""What the Lexus App tells us, as plain values: a reservation, its cancellation, or news of a guest."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LicenceTold:
    """A driver's licence."""

    number: str
    state: str = ""
    country: str = "US"
    date_of_birth: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InsuranceTold:
    """The guest's own insurance."""

    carrier: str
    policy_number: str
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CardTold:
    """A token of a card at a processor; never a number."""

    processor: str
    account: str
    token: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReserveTold:
    """The vehicle that came with reserve days, and what the partner counts as left of them."""

    vin: str
    purchased_on: date | None = None
    days_left: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestTold:
    """A guest, with whatever of their papers the app has; what is absent is not known to it."""

    full_name: str = ""
    email: str = ""
    phone: str = ""
    guest_id: str = ""
    licence: LicenceTold | None = None
    insurance: InsuranceTold | None = None
    card: CardTold | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What every message has: its type, and when the partner said it."""

    type: str
    told_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReservationTold(Told):
    """The whole reservation, at a version."""

    reservation_id: str
    version: int
    guest: GuestTold
    pickup_at: datetime
    dropoff_at: datetime
    category: str
    preferred_model: str = ""
    reserve: ReserveTold | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CancellationTold(Told):
    """The reservation is off, at a version."""

    reservation_id: str
    version: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsOfGuest(Told):
    """A guest's papers, apart from any reservation."""

    guest: GuestTold


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown(Told):
    """A type that is not ours to act on; kept and ignored."""
