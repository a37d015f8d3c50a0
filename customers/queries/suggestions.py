"""What the Lexus App says of a guest beside what the profile says, as far as the two differ."""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from customers.domain.suggestions import Differing, Part, Value, from_json, in_words, unlike
from customers.models import Customer, Insurance, Licence, Suggestion
from customers.queries.same_person import main_key
from dealerships.models import Dealership
from dealerships.prepared import prepared, told


def differing(
    *, dealership: Dealership, customer: Customer, licence: Licence | None, insurance: Insurance | None
) -> list[Differing]:
    """What is said differently and was not put aside; the papers are those that count, as they were read already."""
    rows = undecided(dealership=dealership, main=main_key(customer))
    ours = said_by_profile(customer, licence, insurance)
    said = [(row, Part(row.part), from_json(Part(row.part), json.loads(row.value))) for row in rows]
    return [
        Differing(key=row.pk, who=row.who, part=part, theirs=in_words(value), ours=in_words(ours[part]))
        for row, part, value in said
        if unlike(value, ours[part])
    ]


def not_put_aside(*, dealership: Dealership, main: Any) -> QuerySet[Suggestion]:
    """What was said of the profile that counts for a guest, named by its key, and is not decided."""
    return Suggestion.objects.filter(dealership=dealership, customer=main, kept_ours_at__isnull=True)


@prepared
def undecided() -> QuerySet[Suggestion]:
    """What was said of the profile ``main`` and not put aside."""
    return not_put_aside(dealership=told("dealership"), main=told("main")).order_by("pk")


def said_by_profile(customer: Customer, licence: Licence | None, insurance: Insurance | None) -> Mapping[Part, Value]:
    """Every part of a profile."""
    return {
        Part.NAME: customer.name,
        Part.PHONE: customer.phone,
        Part.EMAIL: customer.email,
        Part.LICENCE: licence.details() if licence else None,
        Part.INSURANCE: insurance.details() if insurance else None,
    }
