"""What the Lexus App says of a guest: kept beside the profile, taken or put aside by staff."""

import json
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from customers.domain.details import InsuranceDetails, LicenceDetails
from customers.domain.facts import SuggestionTaken
from customers.domain.names import split_name
from customers.domain.sources import Source
from customers.domain.suggestions import Part, Value, from_json, in_json
from customers.models import Customer, Suggestion
from customers.queries import lock_customer
from customers.services.papers import record_insurance, record_licence
from customers.services.profiles import change_contact
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.history import record


class SuggestionGone(Exception):
    """It was taken, put aside, or said differently in the meantime."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This is not what the app says any more. Look again, then decide.")


@transaction.atomic
def suggest(
    *, dealership: Dealership, customer: Customer, who: str, part: Part, value: Value, at: datetime
) -> Suggestion:
    """Keep what somebody says of a guest; the same once more changes nothing, even where staff put it aside."""
    said = json.dumps(in_json(value), sort_keys=True)
    rows = Suggestion.objects.select_for_update().filter(dealership=dealership, customer=customer, part=part)
    known = rows.first()
    if known is not None and known.value == said:
        return known
    rows.delete()
    return Suggestion.objects.create(
        dealership=dealership, customer=customer, who=who, part=part, value=said, said_at=at
    )


def agree(*, dealership: Dealership, customer: Customer, part: Part) -> None:
    """Both say the same now: nothing is left to decide."""
    Suggestion.objects.filter(dealership=dealership, customer=customer, part=part).delete()


@transaction.atomic
def take_suggestion(*, dealership: Dealership, customer: Customer, key: int, by: Actor, at: datetime) -> Customer:
    """
    Let the profile say what they say; from now on it follows them.

    :raises SuggestionGone: they say something else by now
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    row = _undecided(dealership, customer, key)
    part = Part(row.part)
    _write(dealership, customer, part, from_json(part, json.loads(row.value)), by=by, at=at)
    row.delete()
    subjects, details = [customer.reference], {"taken": part.value, "said by": row.who}
    record("took what the app says", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    fact = SuggestionTaken(customer=customer.code, part=part)
    publish(fact, dealership=dealership, at=at, about=customer.reference)
    return customer


@transaction.atomic
def keep_ours(*, dealership: Dealership, customer: Customer, key: int, by: Actor, at: datetime) -> None:
    """
    Leave the profile as it is; it is not asked again until something else is said.

    :raises SuggestionGone: they say something else by now
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    row = _undecided(dealership, customer, key)
    row.kept_ours_at = at
    row.save(update_fields=["kept_ours_at"])
    subjects, details = [customer.reference], {"kept": row.part}
    record("kept ours", dealership=dealership, subjects=subjects, by=by, at=at, details=details)


def _undecided(dealership: Dealership, customer: Customer, key: int) -> Suggestion:
    rows = Suggestion.objects.select_for_update().filter(dealership=dealership, customer=customer, pk=key)
    found = rows.filter(kept_ours_at__isnull=True).first()
    if found is None:
        raise SuggestionGone
    return found


def _write(dealership: Dealership, customer: Customer, part: Part, value: Value, *, by: Actor, at: datetime) -> None:
    if isinstance(value, LicenceDetails):
        source = Source.LEXUS_APP
        record_licence(dealership=dealership, customer=customer, licence=value, source=source, by=by, at=at)
    elif isinstance(value, InsuranceDetails):
        source = Source.LEXUS_APP
        record_insurance(dealership=dealership, customer=customer, insurance=value, source=source, by=by, at=at)
    else:
        said = _contact(part, value or "")
        change_contact(
            dealership=dealership, customer=customer, details=replace(customer.contact(), **said), by=by, at=at
        )


def _contact(part: Part, value: str) -> dict[str, str]:
    if part is Part.NAME:
        first_name, last_name = split_name(value)
        return {"first_name": first_name, "last_name": last_name}
    return {part.value: value}
