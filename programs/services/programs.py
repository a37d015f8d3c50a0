"""Set up programs: make one, say what it is, what each model costs, what days it gives; put it away."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from djmoney.money import Money

from billing.services.settings import Saving, tell
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from dealerships.versions import changed_by
from kernel.changes import Change, Words, refuse_overtaken
from kernel.keys import without_case
from programs.domain.sections import (
    Entitlement,
    General,
    Rates,
    entitlement_in_words,
    general_in_words,
    rates_in_words,
)
from programs.models import DriverAgreement, ModelRate, Program
from programs.queries import NoSuchAgreement, NoSuchProgram, agreements, model_rate_key, programs
from programs.queries.sections import entitlement_of, general_of, rates_of


class TitleTaken(Exception):
    """Another program in use has this title, whatever its case and outer spaces."""

    def __init__(self, title: str) -> None:
        """Name it."""
        super().__init__(f"There is a program “{title}” already. Choose another title.")


@transaction.atomic
def create_program(*, dealership: Dealership, title: str, by: Actor, at: datetime) -> Program:
    """
    A program without vehicles; its contracts use the group's agreement and settings until it has its own.

    :raises NotAllowed: only an admin may
    :raises TitleTaken: a program in use has the title
    """
    by.must(Permission.ADMIN)
    made = Program(dealership=dealership, currency=dealership.currency)
    _write_titled(made, title, by=by, at=at)
    subjects = [made.reference, "settings"]
    record("created the program", dealership=dealership, subjects=subjects, by=by, at=at, details={"of": made.title})
    return made


@transaction.atomic
def save_general(general: General, *, saving: Saving) -> tuple[Change, ...]:
    """
    ``saving.settings_id`` is the key of the program, here and below.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it was removed
    :raises Overtaken: somebody else changed the section since it was shown
    :raises TitleTaken: another program in use has the title
    :raises NoSuchAgreement: the agreement was archived meanwhile
    """
    program = lock_program(dealership=saving.dealership, program_id=saving.settings_id, by=saving.by)
    before = _general_words(program)
    refuse_overtaken(before, shown=saving.shown)
    program.agreement = _chosen(saving.dealership, general.agreement_id)
    program.channel = general.channel
    _write_titled(program, general.title, by=saving.by, at=saving.at)
    return tell("program", before, _general_words(program), saving=saving)


@transaction.atomic
def save_rates(rates: Rates, *, saving: Saving) -> tuple[Change, ...]:
    """
    List the rates that are given, and no other; a model that is left out falls through (billing.md rule 3).

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it was removed
    :raises Overtaken: somebody else changed the section since it was shown
    """
    program = lock_program(dealership=saving.dealership, program_id=saving.settings_id, by=saving.by)
    stored = {row.model_key: row for row in ModelRate.objects.filter(dealership=saving.dealership, program=program)}
    before = rates_in_words(rates_of(program, list(stored.values())), program.currency)
    refuse_overtaken(before, shown=saving.shown)
    wanted = {model_rate_key(model): (model, rate) for model, rate in rates.rates.items()}
    with changed_by(saving.by, at=saving.at):
        for key, row in stored.items():
            if key not in wanted:
                row.delete()
        for key, (model, rate) in wanted.items():
            _write_rate(program, stored.get(key), key=key, model=model, rate=rate)
        program.daily_rate_by_model = rates.on
        program.save(update_fields=["daily_rate_by_model"])
    return tell("daily rates by vehicle model", before, rates_in_words(rates, program.currency), saving=saving)


@transaction.atomic
def save_entitlement(entitlement: Entitlement, *, saving: Saving) -> tuple[Change, ...]:
    """
    Accounts that are open keep the days they were opened with.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it was removed
    :raises Overtaken: somebody else changed the section since it was shown
    """
    program = lock_program(dealership=saving.dealership, program_id=saving.settings_id, by=saving.by)
    before = entitlement_in_words(entitlement_of(program), program.currency)
    refuse_overtaken(before, shown=saving.shown)
    after = entitlement.rate_after_reserve_days
    program.entitlement_days, program.entitlement_years = entitlement.days, entitlement.years
    program.qualifying_model = entitlement.qualifying_model
    program.rate_after_reserve_days = None if after is None else Money(after, program.currency)
    with changed_by(saving.by, at=saving.at):
        program.save()
    return tell("entitlement", before, entitlement_in_words(entitlement, program.currency), saving=saving)


def archive_program(*, program: Program, by: Actor, at: datetime) -> None:
    """Put a locked program away; its title is free again. Whether it may go is not asked here."""
    program.archived_at = at
    with changed_by(by, at=at):
        program.save(update_fields=["archived_at"])
    subjects, details = [program.reference, "settings"], {"of": program.title}
    record("removed the program", dealership=program.dealership, subjects=subjects, by=by, at=at, details=details)


def lock_program(*, dealership: Dealership, program_id: int, by: Actor) -> Program:
    """
    The program with its agreement, until the end of the transaction: whoever books it waits.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: it is not in use any more
    """
    by.must(Permission.ADMIN)
    rows = programs(dealership=dealership).select_related("agreement")
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=program_id).first()
    if found is None:
        raise NoSuchProgram("This program was removed meanwhile.")
    return found


def _chosen(dealership: Dealership, agreement_id: int | None) -> DriverAgreement | None:
    if agreement_id is None:
        return None
    found = agreements(dealership=dealership).filter(pk=agreement_id).select_for_update(no_key=True).first()
    if found is None:
        raise NoSuchAgreement("This driver agreement is not in use any more. Choose another.")
    return found


def _general_words(program: Program) -> Words:
    return general_in_words(general_of(program), agreement=program.agreement.name if program.agreement else "")


def _write_titled(program: Program, title: str, *, by: Actor, at: datetime) -> None:
    """Save under a title; the database has the last word on whether it is free."""
    program.title, program.title_key = title.strip(), without_case(title)
    try:
        with transaction.atomic(), changed_by(by, at=at):
            program.save()
    except IntegrityError as refused:
        if "program_title_once" not in str(refused):
            raise
        raise TitleTaken(program.title) from refused


def _write_rate(program: Program, row: ModelRate | None, *, key: str, model: str, rate: Decimal) -> None:
    amount = Money(rate, program.currency)
    if row is None:
        row = ModelRate(dealership_id=program.dealership_id, program=program, model_key=key, currency=program.currency)
    elif (row.model, row.rate) == (model, amount):
        return
    row.model, row.rate = model, amount
    row.save()
