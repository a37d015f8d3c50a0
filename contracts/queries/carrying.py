"""Which agreement the loans carry: how many open ones each, and how many were signed on each version."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from contracts.models import FrozenTerms
from dealerships.models import Dealership
from reservations.queries import reservations

if TYPE_CHECKING:
    from programs.models import DriverAgreement


def open_contracts_by_agreement(*, dealership: Dealership, default: int | None) -> Mapping[int, int]:
    """
    The key of an agreement → how many open contracts carry it: that of their frozen terms, else the program's, the
    group's, the default (product.md, Driver agreement), whose key is given.
    """
    frozen = FrozenTerms.objects.filter(
        dealership=dealership, contract__reservation=OuterRef("pk"), voided_at__isnull=True
    )
    carried = Coalesce(
        Subquery(frozen.values("agreement_version__agreement")[:1]),
        "program__agreement",
        "contract__group__agreement",
        "group__agreement",
        output_field=BigIntegerField(),
    )
    rows = reservations(dealership=dealership).open().annotate(carried=carried).order_by()
    found = dict(rows.values_list("carried").annotate(Count("pk")))
    unnamed = found.pop(None, 0)
    if default is not None and unnamed:
        found[default] = found.get(default, 0) + unnamed
    return found


def contracts_by_version(*, dealership: Dealership, agreement: "DriverAgreement") -> Mapping[int, int]:
    """The key of a version → how many contracts have it in force."""
    frozen = FrozenTerms.objects.filter(
        dealership=dealership, agreement_version__agreement=agreement, voided_at__isnull=True
    )
    return dict(frozen.order_by().values_list("agreement_version").annotate(Count("pk")))
