"""The list of driver agreements: the version in use, who uses each, and which one a contract carries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from contracts.queries.carrying import open_contracts_by_agreement
from customers.domain.languages import LANGUAGES
from dealerships.models import Dealership
from fleet.queries.groups import groups
from programs.queries import agreements, drafts, newest_versions, programs

if TYPE_CHECKING:
    from fleet.models import VehicleGroup
    from programs.models import AgreementDraft, AgreementVersion, DriverAgreement, Program


@dataclass(frozen=True, kw_only=True)
class AgreementRow:
    """An agreement of the list: the version in use, the draft if one is written, who uses it."""

    agreement: "DriverAgreement"
    number: int | None
    since: datetime | None
    draft_of: int | None
    used_by: str
    languages: str
    terms: int
    open_contracts: int


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Which agreement a contract of a program or group carries, and who says so."""

    program: str
    group: str
    agreement: str
    whose: str


@dataclass(frozen=True, kw_only=True)
class AgreementList:
    """The page of all agreements."""

    rows: Sequence[AgreementRow]
    carried: Sequence[Carried]


def agreement_list(*, dealership: Dealership) -> AgreementList:
    """Every agreement in use, and the table of who carries which."""
    known = list(agreements(dealership=dealership))
    using = list(programs(dealership=dealership)), list(groups(dealership=dealership))
    texts, written = list(newest_versions(dealership=dealership)), list(drafts(dealership=dealership))
    default = next((each for each in known if each.is_default), None)
    counts = open_contracts_by_agreement(dealership=dealership, default=default.pk if default else None)
    rows = [
        _row(
            each,
            texts=[text for text in texts if text.agreement_id == each.pk],
            written=[draft for draft in written if draft.agreement_id == each.pk],
            used_by=_users(each, *using),
            open_contracts=counts.get(each.pk, 0),
            language=dealership.language,
        )
        for each in known
    ]
    return AgreementList(rows=rows, carried=list(_carried(known, *using, default)))


def _row(
    agreement: "DriverAgreement",
    *,
    texts: "Sequence[AgreementVersion]",
    written: "Sequence[AgreementDraft]",
    used_by: str,
    open_contracts: int,
    language: str,
) -> AgreementRow:
    main = next((text for text in texts if text.language == language), texts[0] if texts else None)
    draft = next((each for each in written if each.language == language), written[0] if written else None)
    numbers = {text.language: text.number for text in texts}
    spoken = [
        name for code, name in LANGUAGES.items() if code in numbers or code in {each.language for each in written}
    ]
    return AgreementRow(
        agreement=agreement,
        number=main.number if main else None,
        since=main.published_at if main else None,
        draft_of=numbers.get(draft.language, 0) + 1 if draft else None,
        used_by=used_by,
        languages=", ".join(spoken),
        terms=vars(main)["how_many_terms"] if main else len(draft.terms) if draft else 0,
        open_contracts=open_contracts,
    )


def _users(agreement: "DriverAgreement", offered: "Sequence[Program]", kept: "Sequence[VehicleGroup]") -> str:
    titles = [each.title for each in offered if each.agreement_id == agreement.pk]
    names = [each.name for each in kept if each.agreement_id == agreement.pk]
    parts = [(titles, "Program"), (names, "Group")]
    return "; ".join(f"{word}{'s' if len(some) > 1 else ''} {', '.join(some)}" for some, word in parts if some)


def _carried(
    known: "Sequence[DriverAgreement]",
    offered: "Sequence[Program]",
    kept: "Sequence[VehicleGroup]",
    default: "DriverAgreement | None",
) -> Iterator[Carried]:
    names: Mapping[int | None, str] = {each.pk: each.name for each in known}
    for program in offered:
        if program.agreement_id in names:
            yield Carried(program=program.title, group="", agreement=names[program.agreement_id], whose="the program's")
    for group in kept:
        if group.agreement_id in names:
            yield Carried(program="", group=group.name, agreement=names[group.agreement_id], whose="the group's")
    yield Carried(program="", group="", agreement=default.name if default else "", whose="the default")
