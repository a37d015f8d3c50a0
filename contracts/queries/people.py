"""The drivers of a loan, and what their profiles hold, as the conditions of *Start* see them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from contracts.domain.profile import Profile, gaps
from contracts.domain.snapshot import Driver, Override
from contracts.queries.agreed import NoSettingsYet, cost_recovery
from contracts.queries.loans import contract_of

if TYPE_CHECKING:
    from datetime import datetime

    from customers.models import Card, Customer, Insurance, Licence
    from reservations.models import Reservation


class Replaceable(Protocol):
    """A paper of which only the newest counts."""

    replaced_at: "datetime | None"


Paper = TypeVar("Paper", bound=Replaceable)


def drivers_of(loan: "Reservation") -> "list[Customer]":
    """The guest, then the additional drivers."""
    others = sorted(loan.additional_drivers.all(), key=lambda row: row.position)
    return [loan.customer, *(row.customer for row in others)]


def driver_values(loan: "Reservation", *, forbidden: Mapping[int, str], address_needed: bool) -> tuple[Driver, ...]:
    """Each driver with what is missing from the profile; ``forbidden`` says why somebody is on Do Not Rent."""
    guest, *others = drivers_of(loan)
    insurance_needed = Override.INSURANCE not in overrides_of(loan)
    of_guest = profile_of(
        guest, insurance_needed=insurance_needed, card_needed=collects_card(loan), address_needed=address_needed
    )
    profiles = [(guest, of_guest), *((each, profile_of(each)) for each in others)]
    return tuple(_driver(profile, forbidden.get(customer.pk, "")) for customer, profile in profiles)


def profile_of(
    customer: "Customer",
    *,
    insurance_needed: bool | None = None,
    card_needed: bool = False,
    address_needed: bool = False,
) -> Profile:
    """A profile as completeness sees it; ``insurance_needed`` None: an additional driver."""
    licence = licence_of(customer)
    return Profile(
        code=customer.code,
        name=customer.name,
        main=insurance_needed is not None,
        reachable=bool(customer.phone or customer.email),
        has_licence=licence is not None,
        licence_expires_on=licence.expires_on if licence else None,
        date_of_birth=licence.date_of_birth if licence else None,
        insurance_needed=bool(insurance_needed),
        has_insurance=insurance_needed is not None and insurance_of(customer) is not None,
        card_needed=card_needed,
        has_card=card_needed and card_of(customer) is not None,
        address_needed=address_needed,
        has_address=bool(customer.street and customer.city),
    )


def _driver(profile: Profile, do_not_rent: str) -> Driver:
    return Driver(
        code=profile.code,
        name=profile.name,
        main=profile.main,
        missing=gaps(profile),
        licence_expires_on=profile.licence_expires_on,
        date_of_birth=profile.date_of_birth,
        do_not_rent=do_not_rent,
    )


def licence_of(customer: "Customer") -> "Licence | None":
    """The licence that counts, from what was read with the guest."""
    return _current(customer.licences.all())


def insurance_of(customer: "Customer") -> "Insurance | None":
    """The insurance that counts, from what was read with the guest."""
    return _current(customer.insurances.all())


def card_of(customer: "Customer") -> "Card | None":
    """The preferred card on file, from what was read with the guest; their own before one of a merged profile."""
    on_file = [card for card in customer.cards.all() if card.removed_at is None]
    return max(on_file, key=lambda card: (card.preferred, card.customer_id == customer.pk, card.pk), default=None)


def _current(papers: Iterable[Paper]) -> Paper | None:
    return next((paper for paper in papers if paper.replaced_at is None), None)


def overrides_of(loan: "Reservation") -> Mapping[str, str]:
    """What staff have set aside, with their reasons."""
    contract = contract_of(loan)
    overrides: Mapping[str, str] = contract.overrides if contract else {}
    return overrides


def collects_card(loan: "Reservation") -> bool:
    """Whether the settings collect a card (billing.md rule 11); not known before a vehicle is, for some programs."""
    try:
        return cost_recovery(loan).collect_card
    except NoSettingsYet:
        return False
