"""Driver agreements: name one, make it the default, publish a text of it; contracts keep the version they signed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from customers.domain.languages import LANGUAGES
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.keys import without_case
from programs.domain.merge import cleaned, refuse_unknown
from programs.models import AgreementTerm, AgreementVersion, DriverAgreement
from programs.queries import NoSuchAgreement, agreements, programs


class NameTaken(Exception):
    """Another agreement in use has this name."""


class StillUsed(Exception):
    """An agreement can't be archived, because something would be without one; the message names it all."""


@transaction.atomic
def create_agreement(*, dealership: Dealership, name: str, by: Actor, at: datetime) -> DriverAgreement:
    """
    A driver agreement, as yet without a text.

    :raises NotAllowed: only an admin may
    :raises NameTaken: another one in use has the name
    """
    by.must(Permission.ADMIN)
    agreement = DriverAgreement(dealership=dealership)
    _write_name(agreement, name)
    tell("created the driver agreement", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def rename_agreement(
    *, dealership: Dealership, agreement: DriverAgreement, name: str, by: Actor, at: datetime
) -> DriverAgreement:
    """
    Call it otherwise; what was signed keeps the name in its own words.

    :raises NotAllowed: only an admin may
    :raises NoSuchAgreement: it was archived meanwhile
    :raises NameTaken: another one in use has the name
    """
    by.must(Permission.ADMIN)
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    before = locked.name
    if before != name.strip():
        _write_name(locked, name)
        tell("renamed the driver agreement", locked, by=by, at=at, Name=f"from {before} to {locked.name}")
    return locked


@transaction.atomic
def make_default(*, dealership: Dealership, agreement: DriverAgreement, by: Actor, at: datetime) -> DriverAgreement:
    """
    From now on contracts carry it where neither program nor group names one.

    :raises NotAllowed: only an admin may
    :raises NoSuchAgreement: it was archived meanwhile
    """
    by.must(Permission.ADMIN)
    everyone = {row.pk: row for row in agreements(dealership=dealership).select_for_update().order_by("pk")}
    chosen = everyone.get(agreement.pk)
    if chosen is None:
        raise NoSuchAgreement(f"“{agreement.name}” was archived meanwhile.")
    if not chosen.is_default:
        before = [row.name for row in everyone.values() if row.is_default]
        agreements(dealership=dealership).filter(is_default=True).update(is_default=False)
        chosen.is_default = True
        chosen.save(update_fields=["is_default"])
        change = f"from {before[0] if before else 'none'} to {chosen.name}"
        tell("chose the default agreement", chosen, by=by, at=at, Default=change)
    return chosen


@transaction.atomic
def publish_version(
    *,
    dealership: Dealership,
    agreement: DriverAgreement,
    body: str,
    terms: Sequence[tuple[str, str]],
    language: str,
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    """
    A new version, cleaned of what no printed text needs; ``terms`` are titles and texts to accept one by one.

    :raises NotAllowed: only an admin may
    :raises UnknownFields: the body or a term uses merge fields that there are none of
    :raises NoSuchAgreement: the agreement was archived meanwhile
    """
    by.must(Permission.ADMIN)
    refuse_unknown("\n".join([body, *(text for _, text in terms)]))
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    versions = AgreementVersion.objects.filter(dealership=dealership, agreement=locked, language=language)
    version = AgreementVersion.objects.create(
        dealership=dealership,
        agreement=locked,
        number=(versions.aggregate(newest=Max("number"))["newest"] or 0) + 1,
        language=language,
        body=cleaned(body),
        published_at=at,
    )
    AgreementTerm.objects.bulk_create(
        AgreementTerm(dealership=dealership, version=version, position=position, title=title, text=text)
        for position, (title, text) in enumerate(terms, start=1)
    )
    said = {"Version": version.number, "Language": LANGUAGES.get(language, language), "Terms": len(terms)}
    tell("published the driver agreement", locked, by=by, at=at, **said)
    return version


@transaction.atomic
def archive_unused(
    *, dealership: Dealership, agreement: DriverAgreement, groups: Sequence[str], by: Actor, at: datetime
) -> None:
    """
    Put an agreement away; its name is free again. ``groups`` are the names of the groups that use it, read under
    the agreement's lock by whoever can see groups.

    :raises NotAllowed: only an admin may
    :raises StillUsed: a group or program names it, or it is the default
    :raises NoSuchAgreement: it was archived meanwhile
    """
    by.must(Permission.ADMIN)
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    _refuse_used(dealership, locked, groups)
    locked.archived_at = at
    locked.save(update_fields=["archived_at"])
    tell("archived the driver agreement", locked, by=by, at=at)


def lock_agreement(*, dealership: Dealership, agreement: DriverAgreement) -> DriverAgreement:
    """
    The row, locked until the transaction ends, so that nobody archives what is being named, or the other way round.

    :raises NoSuchAgreement: it is not in use
    """
    found = agreements(dealership=dealership).select_for_update().filter(pk=agreement.pk).first()
    if found is None:
        raise NoSuchAgreement(f"“{agreement.name}” was archived meanwhile.")
    return found


def tell(verb: str, agreement: DriverAgreement, *, by: Actor, at: datetime, **said: object) -> None:
    """Write it down, under the agreement and among the changes of settings."""
    subjects, details = [agreement.reference, "settings"], {"of": agreement.name, **said}
    record(verb, dealership=agreement.dealership, subjects=subjects, by=by, at=at, details=details)


def _write_name(agreement: DriverAgreement, name: str) -> None:
    """Save under a name; the database says whether another has it, also where two are saved at once."""
    agreement.name, agreement.name_key = name.strip(), without_case(name)
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError as refused:
        if "driver_agreement_name_once" not in str(refused):
            raise
        raise NameTaken(f"There is an agreement “{agreement.name}” already.") from refused


def _refuse_used(dealership: Dealership, agreement: DriverAgreement, groups: Sequence[str]) -> None:
    named = programs(dealership=dealership).filter(agreement=agreement).values_list("title", flat=True)
    users = [*(f"the program {title}" for title in named), *(f"the group {name}" for name in groups)]
    if agreement.is_default:
        users.insert(0, "every contract whose program and group name none: it is the default")
    if users:
        raise StillUsed(f"“{agreement.name}” is used by {', '.join(users)}. Name another one there first.")
