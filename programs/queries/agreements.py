"""Driver agreements: which there are, their texts, and the one that a contract carries."""

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from dealerships.models import Dealership
from programs.domain.agreement_choice import chosen_agreement
from programs.domain.texts import AgreementText, Term
from programs.models import AgreementDraft, AgreementTerm, AgreementVersion, DriverAgreement, Program


class NoSuchAgreement(Exception):
    """No driver agreement in use has this code."""


class NotPublished(Exception):
    """A driver agreement has no published text."""


def agreements(*, dealership: Dealership) -> QuerySet[DriverAgreement]:
    """The agreements in use, by name."""
    return DriverAgreement.objects.filter(dealership=dealership, archived_at__isnull=True).order_by("name_key")


def agreement(*, dealership: Dealership, code: str) -> DriverAgreement:
    """
    :raises NoSuchAgreement: no agreement in use has this code
    """
    found = agreements(dealership=dealership).filter(code=code).first()
    if found is None:
        raise NoSuchAgreement("This driver agreement is not in use.")
    return found


def drafts(*, dealership: Dealership) -> QuerySet[AgreementDraft]:
    """Every text that is being written."""
    return AgreementDraft.objects.filter(dealership=dealership).order_by("agreement", "language")


def versions(*, dealership: Dealership, agreement: DriverAgreement) -> QuerySet[AgreementVersion]:
    """Every published text of an agreement, newest first, each with ``how_many_terms``."""
    rows = AgreementVersion.objects.filter(dealership=dealership, agreement=agreement)
    return rows.annotate(how_many_terms=Count("terms")).order_by("-published_at", "-pk")


def newest_versions(*, dealership: Dealership) -> QuerySet[AgreementVersion]:
    """The text in use of each agreement in each language, with ``how_many_terms``."""
    in_order = ("agreement", "language", "-number")
    newest = AgreementVersion.objects.filter(dealership=dealership).order_by(*in_order).distinct(*in_order[:2])
    rows = AgreementVersion.objects.filter(dealership=dealership, pk__in=newest.values("pk"))
    return rows.annotate(how_many_terms=Count("terms")).order_by("agreement", "language")


def default_agreement(*, dealership: Dealership) -> DriverAgreement | None:
    """The dealership's default driver agreement."""
    return DriverAgreement.objects.filter(dealership=dealership, is_default=True, archived_at__isnull=True).first()


def agreement_for(
    *, dealership: Dealership, program: Program | None, of_group: DriverAgreement | None
) -> DriverAgreement:
    """
    The agreement of a contract.

    :raises NoAgreement: neither program nor group nor dealership names one
    """
    of_program = program.agreement if program else None
    asked = of_program is None and of_group is None
    of_dealership = default_agreement(dealership=dealership) if asked else None
    chosen: DriverAgreement = chosen_agreement(of_program=of_program, of_group=of_group, of_dealership=of_dealership)
    return chosen


def version_in_use(*, dealership: Dealership, agreement: DriverAgreement, language: str) -> AgreementVersion:
    """
    The newest text in a language, else in the dealership's own, else in any.

    :raises NotPublished: there is no text at all
    """
    versions = AgreementVersion.objects.filter(dealership=dealership, agreement=agreement)
    newest = in_language_first(versions, language, dealership.language).first()
    if newest is None:
        raise NotPublished(f"The driver agreement “{agreement.name}” has no published text.")
    return newest


def version_to_sign(
    *, dealership: Dealership, program: Program | None, of_group: int | None, language: str
) -> AgreementVersion:
    """
    The text of a contract's agreement, in a language if there is one, else in the dealership's, in one statement; ``of_group`` is a key.

    :raises NoAgreement: neither program nor group nor dealership names an agreement
    :raises NotPublished: there is no text at all
    """
    named = (program.agreement_id if program else None) or of_group
    applies = {"agreement": named} if named else {"agreement__is_default": True, "agreement__archived_at": None}
    versions = AgreementVersion.objects.filter(dealership=dealership, **applies).select_related("agreement")
    newest = in_language_first(versions, language, dealership.language).first()
    if newest is not None:
        return newest
    known = DriverAgreement.objects.filter(dealership=dealership, pk=of_group).first() if of_group else None
    agreement = agreement_for(dealership=dealership, program=program, of_group=known)
    return version_in_use(dealership=dealership, agreement=agreement, language=language)


def in_language_first(versions: QuerySet[AgreementVersion], *languages: str) -> QuerySet[AgreementVersion]:
    """The newest texts in the first of these languages, then in the next, then in any."""
    places = [When(language=language, then=Value(place)) for place, language in enumerate(languages)]
    place = Case(*places, default=Value(len(languages)), output_field=IntegerField())
    return versions.order_by(place, "-number", "-id")


def terms_of(*, dealership: Dealership, version: AgreementVersion) -> list[AgreementTerm]:
    """The terms that a driver accepts one by one."""
    return list(AgreementTerm.objects.filter(dealership=dealership, version=version).order_by("position"))


def text_of(version: AgreementVersion) -> AgreementText:
    """What a version says; reads its terms."""
    rows = sorted(version.terms.all(), key=lambda row: row.position)
    return AgreementText(body=version.body.strip(), terms=tuple(Term(title=row.title, text=row.text) for row in rows))


def drafted(draft: AgreementDraft) -> AgreementText:
    """What a draft says."""
    return AgreementText(body=draft.body, terms=tuple(Term(title=title, text=text) for title, text in draft.terms))
