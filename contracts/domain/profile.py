"""What a driver's profile lacks for a contract (product.md: complete profile)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.domain.snapshot import Missing, Override


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What is known of a driver, as far as completeness asks; only the guest needs insurance, card and address."""

    code: str
    name: str
    main: bool
    reachable: bool
    has_licence: bool
    licence_expires_on: date | None
    date_of_birth: date | None
    insurance_needed: bool = False
    has_insurance: bool = False
    card_needed: bool = False
    has_card: bool = False
    address_needed: bool = False
    has_address: bool = False


def gaps(profile: Profile) -> tuple[Missing, ...]:
    """Everything that is missing from the profile, each with what to do."""
    return tuple(_gaps(profile))


def _gaps(profile: Profile) -> Iterator[Missing]:
    if not profile.reachable:
        yield _gap(profile, "reach", "Phone or email", "No way to reach them is known.", "Add a phone or an email")
    if not profile.has_licence:
        yield _gap(profile, "licence", "Driver’s licence", "None is on the profile.", "Add the licence")
    elif profile.licence_expires_on is None:
        yield _gap(profile, "licence_expiry", "Licence expiry", "It is not known.", "Add the date")
    if profile.has_licence and profile.date_of_birth is None:
        yield _gap(profile, "date_of_birth", "Date of birth", "Ages can’t be checked without it.", "Add it")
    if profile.insurance_needed and not profile.has_insurance:
        yield _gap(
            profile, "insurance", "Insurance", "None is on the profile.", "Add insurance", override=Override.INSURANCE
        )
    if profile.card_needed and not profile.has_card:
        yield _gap(profile, "card", "Card on file", "Contracts like this one collect a card.", "Text the guest a link")
    if profile.address_needed and not profile.has_address:
        yield _gap(profile, "address", "Address", "The agreement asks for it.", "Add the address")


def _gap(
    profile: Profile, code: str, title: str, detail: str, action: str, override: Override | None = None
) -> Missing:
    whose = title if profile.main else f"{title} of {profile.name}"
    tagged = code if profile.main else f"{code}:{profile.code}"
    return Missing(code=tagged, title=whose, detail=detail, action=action, override=override)
