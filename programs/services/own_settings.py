"""Give a program cost recovery or additional settings of its own, or let it use the group's again."""

from typing import Any

from django.db import transaction

from billing.queries.settings import cost_recovery
from billing.services.settings import Saving, tell
from billing.services.settings_rows import create_cost_recovery, forget_cost_recovery
from dealerships.versions import changed_by
from kernel.changes import Change, refuse_overtaken
from programs.domain.sections import Whose, own_in_words
from programs.queries.additional_settings import additional_settings
from programs.queries.sections import ADDITIONAL, COST_RECOVERY
from programs.services.additional_settings import create_additional_settings, forget_additional_settings
from programs.services.programs import lock_program


@transaction.atomic
def choose_cost_recovery(whose: Whose, *, saving: Saving) -> tuple[Change, ...]:
    """
    Of its own, which begins as ``whose.like`` stands; or the group's, and its own is forgotten. Signed contracts keep
    theirs.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it was removed
    :raises Overtaken: somebody else changed the choice since it was shown
    """
    program = lock_program(dealership=saving.dealership, program_id=saving.settings_id, by=saving.by)
    before = own_in_words(COST_RECOVERY, own=program.cost_recovery_id is not None)
    refuse_overtaken(before, shown=saving.shown)
    known = program.cost_recovery_id
    doing: dict[str, Any] = {"dealership": saving.dealership, "by": saving.by, "at": saving.at}
    if whose.own and known is None:
        begin = None if whose.like is None else cost_recovery(dealership=saving.dealership, settings_id=whose.like)
        program.cost_recovery = create_cost_recovery(like=begin, **doing)
    elif not whose.own:
        program.cost_recovery = None
    with changed_by(saving.by, at=saving.at):
        program.save(update_fields=["cost_recovery"])
    if known is not None and not whose.own:
        forget_cost_recovery(settings_id=known, **doing)
    return tell("cost recovery settings", before, own_in_words(COST_RECOVERY, own=whose.own), saving=saving)


@transaction.atomic
def choose_additional(whose: Whose, *, saving: Saving) -> tuple[Change, ...]:
    """
    Of its own, which begin as ``whose.like`` stands; or the group's, and its own are forgotten.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it was removed
    :raises Overtaken: somebody else changed the choice since it was shown
    """
    program = lock_program(dealership=saving.dealership, program_id=saving.settings_id, by=saving.by)
    before = own_in_words(ADDITIONAL, own=program.additional_id is not None)
    refuse_overtaken(before, shown=saving.shown)
    known = program.additional_id
    doing: dict[str, Any] = {"dealership": saving.dealership, "by": saving.by, "at": saving.at}
    if whose.own and known is None:
        begin = (
            None if whose.like is None else additional_settings(dealership=saving.dealership, settings_id=whose.like)
        )
        program.additional = create_additional_settings(like=begin, **doing)
    elif not whose.own:
        program.additional = None
    with changed_by(saving.by, at=saving.at):
        program.save(update_fields=["additional"])
    if known is not None and not whose.own:
        forget_additional_settings(settings_id=known, **doing)
    return tell("additional settings", before, own_in_words(ADDITIONAL, own=whose.own), saving=saving)
