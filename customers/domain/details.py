"""What is known about a guest, as values: contact, licence, insurance, card."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactDetails:
    """Who a guest is and how to reach them; ``phone`` is E.164 (``customers.domain.phones``)."""

    first_name: str
    last_name: str
    phone: str = ""
    email: str = ""
    language: str = "en-us"
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = "US"
    employer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LicenceDetails:
    """A driver's licence; what the partner leaves out is empty."""

    number: str
    state: str = ""
    country: str = "US"
    date_of_birth: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InsuranceDetails:
    """A guest's own insurance, valid through ``expires_on``."""

    carrier: str
    policy_number: str
    expires_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CardDetails:
    """A card as the processor keeps it: ``payment_method`` of ``processor_customer`` in ``account``."""

    account: str
    processor_customer: str
    payment_method: str
    brand: str
    last_four: str
    expires_month: int
    expires_year: int
