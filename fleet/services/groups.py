"""Set up vehicle groups: make one, call it otherwise, choose its driver agreement."""

from datetime import datetime

from django.db import IntegrityError, transaction

from billing.services.settings import Saving, tell
from billing.services.settings_rows import create_cost_recovery
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from dealerships.versions import changed_by
from fleet.domain.groups import General
from fleet.models import VehicleGroup
from fleet.queries.groups import UnknownGroup, general_words, groups
from kernel.changes import Change, refuse_overtaken
from kernel.keys import without_case_and_spaces
from programs.queries import agreements
from programs.services.additional_settings import create_additional_settings

ONE_OF_A_NAME = "vehicle_group_name_once"


class GroupNameTaken(Exception):
    """Another group in use has this name, whatever its case and spaces."""

    def __init__(self, name: str) -> None:
        super().__init__(f"A group with this name exists. Choose another, or edit “{name}”.")


class AgreementNotInUse(Exception):
    """The driver agreement was put away meanwhile."""

    def __init__(self) -> None:
        super().__init__("This driver agreement is not in use any more. Choose another.")


@transaction.atomic
def create_group(*, dealership: Dealership, name: str, by: Actor, at: datetime) -> VehicleGroup:
    """
    A new group with settings of its own, which charge nothing yet.

    :raises NotAllowed: only an admin may
    :raises GroupNameTaken: a group in use has the name
    """
    by.must(Permission.ADMIN)
    with changed_by(by, at=at):
        made = VehicleGroup(
            dealership=dealership,
            cost_recovery=create_cost_recovery(dealership=dealership, by=by, at=at),
            additional=create_additional_settings(dealership=dealership, by=by, at=at),
        )
        write_named(made, name, by=by, at=at)
    record(
        "created the vehicle group",
        dealership=dealership,
        subjects=[made.reference, "settings"],
        by=by,
        at=at,
        details={"of": made.name},
    )
    return made


@transaction.atomic
def save_general(general: General, *, saving: Saving) -> tuple[Change, ...]:
    """
    ``saving.settings_id`` is the key of the group.

    :raises NotAllowed: only an admin may
    :raises UnknownGroup: the group was removed
    :raises Overtaken: somebody else changed the section since it was shown
    :raises GroupNameTaken: another group in use has the name
    :raises AgreementNotInUse: the agreement was put away meanwhile
    """
    saving.by.must(Permission.ADMIN)
    group = lock_group(dealership=saving.dealership, group_id=saving.settings_id)
    before = general_words(group)
    refuse_overtaken(before, shown=saving.shown)
    group.agreement = None
    if general.agreement_id is not None:
        chosen = agreements(dealership=saving.dealership).filter(pk=general.agreement_id)
        group.agreement = chosen.select_for_update(no_key=True).first()
        if group.agreement is None:
            raise AgreementNotInUse
    write_named(group, general.name, by=saving.by, at=saving.at)
    return tell("general settings", before, general_words(group), saving=saving)


def lock_group(*, dealership: Dealership, group_id: int) -> VehicleGroup:
    """
    The group with its agreement, until the end of the transaction: whoever books it or moves vehicles to it waits.

    :raises UnknownGroup: it is not in use any more
    """
    rows = groups(dealership=dealership).select_related("agreement")
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=group_id).first()
    if found is None:
        raise UnknownGroup
    return found


def archive_group(*, group: VehicleGroup, by: Actor, at: datetime) -> None:
    """Put a locked group away; its name is free again. Whether it may go is not asked here."""
    group.archived_at = at
    with changed_by(by, at=at):
        group.save(update_fields=["archived_at"])
    record(
        "removed the vehicle group",
        dealership=group.dealership,
        subjects=[group.reference, "settings"],
        by=by,
        at=at,
        details={"of": group.name},
    )


def write_named(group: VehicleGroup, name: str, *, by: Actor, at: datetime) -> None:
    """
    Write the group under a name; the database has the last word on whether it is free.

    :raises GroupNameTaken: a group in use has it
    """
    group.name, group.name_key = " ".join(name.split()), without_case_and_spaces(name)
    try:
        with transaction.atomic(), changed_by(by, at=at):
            group.save()
    except IntegrityError as refused:
        if ONE_OF_A_NAME not in str(refused):
            raise
        other = groups(dealership=group.dealership).filter(name_key=group.name_key).first()
        raise GroupNameTaken(other.name if other else group.name) from refused
