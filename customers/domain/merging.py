"""Two profiles become one: which of them each field is taken from, and what undo gives back."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum

from customers.domain.details import ContactDetails


class Field(StrEnum):
    """What is chosen by itself when two profiles become one."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LANGUAGE = "language"
    EMPLOYER = "employer"
    LICENCE = "licence"
    INSURANCE = "insurance"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return "Mobile" if self is Field.PHONE else self.value.capitalize()


COLUMNS: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("first_name", "last_name"),
    Field.PHONE: ("phone",),
    Field.EMAIL: ("email",),
    Field.ADDRESS: ("street", "city", "state", "postal_code", "country"),
    Field.LANGUAGE: ("language",),
    Field.EMPLOYER: ("employer",),
}
"""The columns of a contact that are chosen together."""
PAPERS = frozenset({Field.LICENCE, Field.INSURANCE})


def said(details: ContactDetails, field: Field) -> tuple[str, ...]:
    """What a contact says under a field; the country alone is no address."""
    values = tuple(str(getattr(details, column)) for column in COLUMNS[field])
    return values if field is not Field.ADDRESS or any(values[:-1]) else ()


def differing(one: ContactDetails, other: ContactDetails) -> list[Field]:
    """The fields of which one has to be chosen: both say something, and not the same."""
    both = [field for field in COLUMNS if any(said(one, field)) and any(said(other, field))]
    return [field for field in both if said(one, field) != said(other, field)]


def filled_in(one: ContactDetails, other: ContactDetails) -> list[Field]:
    """The fields that the survivor leaves empty and the duplicate knows: they are taken without being asked for."""
    return [field for field in COLUMNS if not any(said(one, field)) and any(said(other, field))]


def taken(one: ContactDetails, other: ContactDetails, fields: Collection[Field]) -> ContactDetails:
    """The survivor's contact with these fields of the duplicate's."""
    columns = [column for field in fields if field in COLUMNS for column in COLUMNS[field]]
    return replace(one, **{column: getattr(other, column) for column in columns})


def changes(before: ContactDetails, after: ContactDetails) -> tuple[dict[str, str], dict[str, str]]:
    """What stood in the columns that changed, and what stands there now."""
    was, now = asdict(before), asdict(after)
    names = [name for name, value in now.items() if was[name] != value]
    return {name: was[name] for name in names}, {name: now[name] for name in names}


def given_back(now: ContactDetails, *, before: Mapping[str, str], taken: Mapping[str, str]) -> ContactDetails:
    """The contact as it was before the merge; what somebody has written since then stays."""
    untouched = {name: before[name] for name, value in taken.items() if getattr(now, name) == value}
    return replace(now, **untouched)


def lasts_longer(one: date | None, other: date | None) -> bool:
    """Whether the duplicate's paper is the better choice: it ends later."""
    return other is not None and (one is None or one < other)
