"""What lists can be narrowed by, key and name: groups, programs, advisors."""

from typing import Any

from django.db.models import QuerySet

from dealerships.prepared import prepared, told
from dealerships.queries import advisors
from fleet.queries.groups import groups
from programs.queries import programs

Choices = QuerySet[Any, tuple[int, str]]


@prepared
def groups_to_choose() -> Choices:
    """The vehicle groups in use."""
    return groups(dealership=told("dealership")).values_list("pk", "name")


@prepared
def programs_to_choose() -> Choices:
    """The programs in use."""
    return programs(dealership=told("dealership")).values_list("pk", "title")


@prepared
def advisors_to_choose() -> Choices:
    """Who can be chosen as service advisor."""
    return advisors(dealership=told("dealership")).values_list("pk", "name")
