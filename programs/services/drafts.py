"""The text of an agreement in the making: save it, publish it, throw it away; never over somebody else's."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from programs.domain.merge import cleaned, refuse_unknown
from programs.domain.texts import AgreementText
from programs.models import AgreementDraft, AgreementVersion, DriverAgreement
from programs.queries import Writing, text_of, writing
from programs.services.agreements import lock_agreement, publish_version


class ChangedMeanwhile(Exception):
    """Somebody else has saved or published a text since the page was opened; ``found`` is what stands there now."""

    def __init__(self, found: Writing) -> None:
        """Name whoever it was."""
        who = found.draft.saved_by if found.draft else "Somebody else"
        done = "saved another draft" if found.draft else "published or threw away the draft"
        super().__init__(f"{who} {done} while you were writing. Nothing of it is overwritten.")
        self.found = found


class NothingToPublish(Exception):
    """The text is empty, or says what the version in use says."""


@transaction.atomic
def save_draft(
    *,
    dealership: Dealership,
    agreement: DriverAgreement,
    language: str,
    text: AgreementText,
    shown: str,
    by: Actor,
    at: datetime,
) -> Writing:
    """
    Keep a text in the making, cleaned of what no paper needs. ``shown`` is the fingerprint of what the page began
    with. Unknown merge fields are kept: only publishing refuses them.

    :raises NotAllowed: only an admin may
    :raises ChangedMeanwhile: it is another text by now
    :raises NoSuchAgreement: the agreement was archived meanwhile
    """
    by.must(Permission.ADMIN)
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    found = _unchanged(dealership, locked, language, shown)
    text = replace(text, body=cleaned(text.body))
    if found.text == text and (found.draft or found.in_use):
        return found
    draft = found.draft or AgreementDraft(dealership=dealership, agreement=locked, language=language)
    draft.body, draft.terms = text.body, [[term.title, term.text] for term in text.terms]
    draft.saved_by, draft.saved_at = by.name, at
    draft.save()
    details = {"version": found.number, "language": language, "terms": len(text.terms)}
    record("draft saved", dealership=dealership, subjects=[locked.reference], by=by, at=at, details=details)
    return replace(found, draft=draft, text=text)


@transaction.atomic
def publish_draft(
    *,
    dealership: Dealership,
    agreement: DriverAgreement,
    language: str,
    text: AgreementText,
    shown: str,
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    """
    Make a text the next version; contracts that are signed keep theirs.

    :raises NotAllowed: only an admin may
    :raises ChangedMeanwhile: it is another text by now
    :raises UnknownFields: it uses merge fields that there are none of
    :raises NothingToPublish: it is empty, or the same as the version in use
    :raises NoSuchAgreement: the agreement was archived meanwhile
    """
    by.must(Permission.ADMIN)
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    found = _unchanged(dealership, locked, language, shown)
    text = replace(text, body=cleaned(text.body))
    refuse_unknown(text.whole)
    _refuse_nothing_new(found, text)
    AgreementDraft.objects.filter(dealership=dealership, agreement=locked, language=language).delete()
    return publish_version(
        dealership=dealership,
        agreement=locked,
        body=text.body,
        terms=[(term.title, term.text) for term in text.terms],
        language=language,
        by=by,
        at=at,
    )


@transaction.atomic
def discard_draft(
    *, dealership: Dealership, agreement: DriverAgreement, language: str, shown: str, by: Actor, at: datetime
) -> None:
    """
    Throw the text in the making away; the version in use stays.

    :raises NotAllowed: only an admin may
    :raises ChangedMeanwhile: it is another text by now
    :raises NoSuchAgreement: the agreement was archived meanwhile
    """
    by.must(Permission.ADMIN)
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    found = _unchanged(dealership, locked, language, shown)
    if found.draft:
        found.draft.delete()
        details = {"version": found.number, "language": language}
        record("draft thrown away", dealership=dealership, subjects=[locked.reference], by=by, at=at, details=details)


def _unchanged(dealership: Dealership, locked: DriverAgreement, language: str, shown: str) -> Writing:
    found = writing(dealership=dealership, agreement=locked, language=language)
    if found.fingerprint != shown:
        raise ChangedMeanwhile(found)
    return found


def _refuse_nothing_new(found: Writing, text: AgreementText) -> None:
    if text.is_empty:
        raise NothingToPublish("There is nothing to read yet. Write the text first.")
    if found.in_use is not None and text == text_of(found.in_use):
        raise NothingToPublish(f"Version {found.in_use.number} says the same already.")
