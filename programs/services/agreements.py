"""Driver agreements: name one, publish a text of it; contracts keep the version that they were signed on."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.keys import without_case
from programs.domain.merge import cleaned, refuse_unknown
from programs.models import AgreementTerm, AgreementVersion, DriverAgreement


class NameTaken(Exception):
    """Another agreement in use has this name."""


@transaction.atomic
def create_agreement(
    *, dealership: Dealership, name: str, is_default: bool = False, by: Actor, at: datetime
) -> DriverAgreement:
    """
    A driver agreement, as yet without a text.

    :raises NameTaken: another one in use has the name
    """
    in_use = DriverAgreement.objects.filter(dealership=dealership, archived_at__isnull=True)
    key = without_case(name)
    if in_use.filter(name_key=key).exists():
        raise NameTaken(f"There is an agreement “{name.strip()}” already.")
    if is_default:
        in_use.filter(is_default=True).update(is_default=False)
    agreement = DriverAgreement.objects.create(
        dealership=dealership, name=name.strip(), name_key=key, is_default=is_default
    )
    subjects = [f"agreement/{agreement.pk}"]
    record("created", dealership=dealership, subjects=subjects, by=by, at=at, details={"name": agreement.name})
    return agreement


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

    :raises UnknownFields: the body or a term uses merge fields that there are none of
    """
    for text in (body, *(text for _, text in terms)):
        refuse_unknown(text)
    locked = DriverAgreement.objects.select_for_update().get(dealership=dealership, pk=agreement.pk)
    versions = AgreementVersion.objects.filter(dealership=dealership, agreement=locked, language=language)
    number = (versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    version = AgreementVersion.objects.create(
        dealership=dealership,
        agreement=locked,
        number=number,
        language=language,
        body=cleaned(body),
        published_at=at,
    )
    AgreementTerm.objects.bulk_create(
        AgreementTerm(dealership=dealership, version=version, position=position, title=title, text=text)
        for position, (title, text) in enumerate(terms, start=1)
    )
    details = {"version": number, "language": language, "terms": len(terms)}
    subjects = [f"agreement/{locked.pk}"]
    record("published", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return version
