"""What the Lexus App says of a guest beside what the profile says, as far as the two differ."""

import json
from collections.abc import Mapping

from customers.domain.suggestions import Differing, Part, Value, from_json, in_words, unlike
from customers.models import Customer, Insurance, Licence, Suggestion
from customers.queries.same_person import main_key
from dealerships.models import Dealership


def differing(
    *, dealership: Dealership, customer: Customer, licence: Licence | None, insurance: Insurance | None
) -> list[Differing]:
    """What is said differently and was not put aside; the papers are those that count, as they were read already."""
    rows = Suggestion.objects.filter(dealership=dealership, customer=main_key(customer), kept_ours_at__isnull=True)
    ours = said_by_profile(customer, licence, insurance)
    told = [(row, Part(row.part), from_json(Part(row.part), json.loads(row.value))) for row in rows.order_by("pk")]
    return [
        Differing(key=row.pk, who=row.who, part=part, theirs=in_words(value), ours=in_words(ours[part]))
        for row, part, value in told
        if unlike(value, ours[part])
    ]


def said_by_profile(customer: Customer, licence: Licence | None, insurance: Insurance | None) -> Mapping[Part, Value]:
    """Every part of a profile."""
    return {
        Part.NAME: customer.name,
        Part.PHONE: customer.phone,
        Part.EMAIL: customer.email,
        Part.LICENCE: licence.details() if licence else None,
        Part.INSURANCE: insurance.details() if insurance else None,
    }
