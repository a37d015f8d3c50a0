"""The sections of a program's settings, each saved by itself: what it is, what each model costs, what days it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kernel.changes import Words
from kernel.keys import without_case, without_case_and_spaces
from kernel.money import in_words
from programs.domain.channels import CHOICES

ONEAPP_RENTAL = "OneApp Rental"
THE_GROUPS = "the vehicle group's"
NEAR_MISS = without_case_and_spaces("One App Rental")


class Link(StrEnum):
    """Whether the Lexus App finds a program by its title (lexus-app.md, Setting it up)."""

    LINKED = "linked"
    NEAR_MISS = "near miss"
    NONE = "none"


def link_of(title: str) -> Link:
    """Exactly *OneApp Rental*, whatever its case and outer spaces; what only looks like it is not linked."""
    if without_case(title) == without_case(ONEAPP_RENTAL):
        return Link.LINKED
    return Link.NEAR_MISS if without_case_and_spaces(title) == NEAR_MISS else Link.NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class General:
    """The section *Program*: title, key of its own driver agreement if it has one, channel if it names one."""

    title: str
    agreement_id: int | None = None
    channel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """The section *Daily Rate by Vehicle Model*: what is listed, by the model's name. $0 is free (billing.md rule 3)."""

    on: bool
    rates: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entitlement:
    """The section *Entitlement*; without days there is none. No rate after reserve days: the model's."""

    days: int | None = None
    years: int | None = None
    qualifying_model: str = ""
    rate_after_reserve_days: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Whose:
    """
    Whether settings are the program's own. New ones begin as a copy of those with the key ``like``; without one, with
    nothing set.
    """

    own: bool
    like: int | None = None


def general_in_words(general: General, *, agreement: str) -> Words:
    """Every setting of the section, by its label."""
    return {
        "Title": general.title,
        "Driver Agreement": agreement or THE_GROUPS,
        "Channel": dict(CHOICES)[general.channel],
    }


def rates_in_words(rates: Rates, currency: str) -> Words:
    """The switch, and each model that is listed."""
    listed = sorted(rates.rates.items(), key=lambda each: without_case_and_spaces(each[0]))
    switch = {"Daily Rate by Vehicle Model": "on" if rates.on else "off"}
    return switch | {f"Rate for {model}": in_words(rate, currency) for model, rate in listed}


def entitlement_in_words(entitlement: Entitlement, currency: str) -> Words:
    """Every setting of the section, by its label."""
    after = entitlement.rate_after_reserve_days
    return {
        "Reserve days": "off" if entitlement.days is None else f"{entitlement.days} days",
        "Valid for": "none" if entitlement.years is None else f"{entitlement.years} years",
        "Qualifying model": entitlement.qualifying_model or "any",
        "Rate after reserve days": "the model's" if after is None else in_words(after, currency),
    }


def own_in_words(label: str, *, own: bool) -> Words:
    """Whose settings apply."""
    return {label: "this program's own" if own else THE_GROUPS}
