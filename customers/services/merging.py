"""
Merge a duplicate into the profile that stays, and undo it.

Nothing is moved: the duplicate points at its survivor, and keeps all its rows. Only what was chosen is written into the
survivor's fields, and undo gives that back. Whether the loans of the two allow it is said above (contracts).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from customers.domain.merging import PAPERS, Field, changes, given_back, taken
from customers.models import Apart, Customer, Insurance, Licence, Merge
from customers.queries import current_insurance, current_licence
from customers.services.profiles import write_contact
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record

Paper = TypeVar("Paper", Licence, Insurance)
FORBIDDEN = ("do_not_rent_reason", "do_not_rent_by", "do_not_rent_at")


class UnableToMerge(Exception):
    """These two can't become one as they stand; the message says what to do first."""


class NothingToUndo(Exception):
    """The merge was undone already."""

    def __init__(self, name: str) -> None:
        """Name the profile."""
        super().__init__(f"{name} stands by itself: there is no merge to undo.")


@transaction.atomic
def merge(
    *,
    dealership: Dealership,
    survivor: Customer,
    duplicate: Customer,
    take: Collection[Field],
    by: Actor,
    at: datetime,
) -> Merge:
    """
    Let ``survivor`` stand for both, with these fields of the duplicate's.

    :raises UnableToMerge: it is one profile, one of them is merged or erased, or others were merged into the duplicate
    """
    kept, joining = lock_both(dealership, survivor, duplicate)
    refuse(dealership, kept, joining)
    row = Merge(dealership=dealership, survivor=kept, duplicate=joining, at=at, by_name=by.name)
    _take_contact(row, take)
    _take_papers(row, take, at=at)
    _take_do_not_rent(row)
    kept.save()
    joining.survivor = kept
    joining.save(update_fields=["survivor"])
    row.save(force_insert=True)
    details = {
        "merged in": joining.name,
        "taken from it": [field.value for field in Field if field in take] or "nothing",
    }
    _tell("merged", row, by=by, at=at, details=details)
    return row


@transaction.atomic
def undo_merge(*, dealership: Dealership, duplicate: Customer, by: Actor, at: datetime) -> Merge:
    """
    Let the duplicate stand by itself again, and give back what the survivor took, unless it was changed since then.

    :raises NothingToUndo: it stands by itself
    """
    row = Merge.objects.filter(dealership=dealership, duplicate=duplicate, undone_at__isnull=True).first()
    if row is None:
        raise NothingToUndo(duplicate.name)
    kept, joining = lock_both(dealership, row.survivor, duplicate)
    row = Merge.objects.get(dealership=dealership, pk=row.pk)
    if row.undone_at is not None:
        raise NothingToUndo(duplicate.name)
    row.survivor, row.duplicate = kept, joining
    write_contact(kept, given_back(kept.contact(), before=row.before, taken=row.taken))
    if joining.do_not_rent_at is not None and kept.do_not_rent_at == joining.do_not_rent_at:
        kept.do_not_rent_reason, kept.do_not_rent_by, kept.do_not_rent_at = "", "", None
    kept.save()
    _give_back(Licence, row.licence_id, row.former_licence_id, at=at)
    _give_back(Insurance, row.insurance_id, row.former_insurance_id, at=at)
    joining.survivor, row.undone_at = None, at
    joining.save(update_fields=["survivor"])
    row.save(update_fields=["undone_at"])
    _tell("merge undone", row, by=by, at=at, details={"stands by itself": joining.name})
    return row


@transaction.atomic
def keep_apart(*, dealership: Dealership, one: Customer, other: Customer, by: Actor, at: datetime) -> None:
    """Remember that two profiles are two people; saying it twice changes nothing."""
    older, younger = sorted((one, other), key=lambda each: each.pk)
    said = {"by_name": by.name, "at": at}
    _, new = Apart.objects.get_or_create(dealership=dealership, one=older, other=younger, defaults=said)
    if new:
        subjects, details = [one.reference, other.reference], {"not the same as": other.name}
        record("kept apart", dealership=dealership, subjects=subjects, by=by, at=at, details=details)


def lock_both(dealership: Dealership, one: Customer, other: Customer) -> tuple[Customer, Customer]:
    """Both profiles as they are now, locked in one order for everybody."""
    rows = Customer.objects.select_for_update().filter(dealership=dealership, pk__in={one.pk, other.pk})
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[one.pk], found[other.pk]


def refuse(dealership: Dealership, kept: Customer, joining: Customer) -> None:
    """
    :raises UnableToMerge: see `merge`
    """
    if kept.pk == joining.pk:
        raise UnableToMerge("This is one profile. Choose another to compare it with.")
    for each in (kept, joining):
        if each.survivor_id is not None:
            raise UnableToMerge(f"{each.name} was merged into another profile already. Look at that one.")
        if each.erased_at is not None:
            raise UnableToMerge("The data of one of the two were deleted; there is nothing left to merge.")
    if Customer.objects.filter(dealership=dealership, survivor=joining).exists():
        raise UnableToMerge(
            f"Others were merged into {joining.name} already. Keep {joining.name} instead, or undo those merges first."
        )


def _take_contact(row: Merge, take: Collection[Field]) -> None:
    before = row.survivor.contact()
    after = taken(before, row.duplicate.contact(), [field for field in take if field not in PAPERS])
    row.before, row.taken = changes(before, after)
    write_contact(row.survivor, after)


def _take_papers(row: Merge, take: Collection[Field], *, at: datetime) -> None:
    whose = {"dealership": row.dealership}
    if Field.LICENCE in take:
        theirs = current_licence(customer=row.duplicate, **whose)
        row.former_licence = current_licence(customer=row.survivor, **whose)
        row.licence = _copied(theirs, row.former_licence, row.survivor, at=at)
    if Field.INSURANCE in take:
        insured = current_insurance(customer=row.duplicate, **whose)
        row.former_insurance = current_insurance(customer=row.survivor, **whose)
        row.insurance = _copied(insured, row.former_insurance, row.survivor, at=at)


def _copied(paper: Paper | None, former: Paper | None, guest: Customer, *, at: datetime) -> Paper | None:
    """The paper once more, on the profile that stays; the duplicate keeps its own."""
    if paper is None:
        return None
    if former is not None:
        former.replaced_at = at
        former.save(update_fields=["replaced_at"])
    columns = {each.attname: getattr(paper, each.attname) for each in paper._meta.concrete_fields}
    copy = type(paper)(**columns | {"id": None, "customer_id": guest.pk})
    copy.save(force_insert=True)
    return copy


def _give_back(model: type[Paper], copied: int | None, former: int | None, *, at: datetime) -> None:
    """The former paper counts again, unless another has taken the copy's place since then."""
    replaced = copied is not None and model.objects.filter(pk=copied, replaced_at__isnull=True).update(replaced_at=at)
    if replaced and former is not None:
        model.objects.filter(pk=former).update(replaced_at=None)


def _take_do_not_rent(row: Merge) -> None:
    """Whoever must not rent must not rent under another name either."""
    if row.duplicate.do_not_rent and not row.survivor.do_not_rent:
        for column in FORBIDDEN:
            setattr(row.survivor, column, getattr(row.duplicate, column))


def _tell(verb: str, row: Merge, *, by: Actor, at: datetime, details: Mapping[str, object]) -> None:
    subjects = [row.survivor.reference, row.duplicate.reference]
    record(verb, dealership=row.dealership, subjects=subjects, by=by, at=at, details=details)
