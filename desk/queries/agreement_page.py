"""The page on which a driver agreement is written, in one of its languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.queries.carrying import contracts_by_version, open_contracts_by_agreement
from customers.domain.languages import LANGUAGES
from dealerships.models import Dealership
from fleet.queries.groups import groups
from programs.domain.merge import nearest, unknown_fields
from programs.queries import drafts, programs, versions, writing

if TYPE_CHECKING:
    from fleet.models import VehicleGroup
    from programs.models import AgreementVersion, DriverAgreement, Program
    from programs.queries import Writing

Newest = Mapping[str, "AgreementVersion"]


@dataclass(frozen=True, kw_only=True)
class LanguageTab:
    """A language that the agreement is worded in, or is being worded in; behind where the main text is newer."""

    code: str
    label: str
    here: bool
    behind: bool


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A published text; how many contracts are on it."""

    version: "AgreementVersion"
    language: str
    in_use: bool
    contracts: int


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """The page on which an agreement is written, in one language."""

    agreement: "DriverAgreement"
    writing: "Writing"
    label: str
    tabs: Sequence[LanguageTab]
    more_languages: bool
    versions: Sequence[VersionRow]
    programs: "Sequence[Program]"
    groups: "Sequence[VehicleGroup]"
    open_contracts: int


@dataclass(frozen=True, kw_only=True)
class UnknownField:
    """A merge field that there is none of, and the one that may have been meant."""

    name: str
    meant: str


def agreement_page(*, dealership: Dealership, agreement: "DriverAgreement", language: str) -> AgreementPage:
    """What the page shows, in a number of statements that does not depend on how much there is."""
    texts = list(versions(dealership=dealership, agreement=agreement))
    newest = {text.language: text for text in reversed(texts)}
    in_the_making = drafts(dealership=dealership).filter(agreement=agreement).values_list("language", flat=True)
    spoken = {*newest, *in_the_making, language}
    default = agreement.pk if agreement.is_default else None
    return AgreementPage(
        agreement=agreement,
        writing=writing(dealership=dealership, agreement=agreement, language=language),
        label=LANGUAGES[language],
        tabs=_tabs(spoken, newest, here=language, main=dealership.language),
        more_languages=bool(set(LANGUAGES) - spoken),
        versions=_versions(texts, newest, contracts_by_version(dealership=dealership, agreement=agreement)),
        programs=list(programs(dealership=dealership).filter(agreement=agreement)),
        groups=list(groups(dealership=dealership).filter(agreement=agreement)),
        open_contracts=open_contracts_by_agreement(dealership=dealership, default=default).get(agreement.pk, 0),
    )


def _tabs(spoken: set[str], newest: Newest, *, here: str, main: str) -> list[LanguageTab]:
    return [
        LanguageTab(code=code, label=label, here=code == here, behind=_behind(newest, code, main))
        for code, label in LANGUAGES.items()
        if code in spoken
    ]


def _behind(newest: Newest, language: str, main: str) -> bool:
    """Whether the text of the dealership's own language was published after that of another."""
    if language == main or main not in newest or language not in newest:
        return False
    return newest[language].published_at < newest[main].published_at


def _versions(texts: "Sequence[AgreementVersion]", newest: Newest, counts: Mapping[int, int]) -> list[VersionRow]:
    return [
        VersionRow(
            version=text,
            language=LANGUAGES.get(text.language, text.language),
            in_use=newest[text.language] == text,
            contracts=counts.get(text.pk, 0),
        )
        for text in texts
    ]


def unknown_in(text: str) -> list[UnknownField]:
    """The fields of a text that there are none of."""
    return [UnknownField(name=name, meant=nearest(name)) for name in unknown_fields(text)]
