"""Save additional settings: of a vehicle group, or of a program that has its own."""

from datetime import datetime

from django.db import transaction

from billing.services.settings import Saving, tell
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.versions import changed_by
from kernel.changes import Change, refuse_overtaken
from programs.domain.additional import Additional, additional_in_words
from programs.models import AdditionalSettings
from programs.queries.additional_settings import additional_of


@transaction.atomic
def save_additional(additional: Additional, *, saving: Saving) -> tuple[Change, ...]:
    """
    ``saving.settings_id`` is the key of the additional settings.

    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    saving.by.must(Permission.ADMIN)
    rows = AdditionalSettings.objects.select_for_update().filter(dealership=saving.dealership)
    row = rows.get(pk=saving.settings_id)
    before = additional_in_words(additional_of(row))
    refuse_overtaken(before, shown=saving.shown)
    for name in Additional.__dataclass_fields__:
        setattr(row, name, getattr(additional, name))
    with changed_by(saving.by, at=saving.at):
        row.save()
    return tell("additional settings", before, additional_in_words(additional), saving=saving)


@transaction.atomic
def create_additional_settings(
    *, dealership: Dealership, by: Actor, at: datetime, like: AdditionalSettings | None = None
) -> AdditionalSettings:
    """Settings that limit nothing yet, or the same as others have, for a new group or program."""
    by.must(Permission.ADMIN)
    columns = {} if like is None else {name: getattr(like, name) for name in Additional.__dataclass_fields__}
    with changed_by(by, at=at):
        return AdditionalSettings.objects.create(dealership=dealership, **columns)


@transaction.atomic
def forget_additional_settings(*, dealership: Dealership, settings_id: int, by: Actor, at: datetime) -> None:
    """Take away settings that nothing points at any more; their versions stay."""
    by.must(Permission.ADMIN)
    with changed_by(by, at=at):
        AdditionalSettings.objects.filter(dealership=dealership, pk=settings_id).delete()
