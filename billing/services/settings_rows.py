"""Give a new group or program cost recovery settings of its own, and take them away again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from billing.models import CostRecovery, CustomFee, Tax
from billing.models.sections import AMOUNTS
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.versions import changed_by


@transaction.atomic
def create_cost_recovery(
    *, dealership: Dealership, by: Actor, at: datetime, like: CostRecovery | None = None
) -> CostRecovery:
    """Settings that charge nothing yet, or the same as others have, for a new group or program."""
    by.must(Permission.ADMIN)
    with changed_by(by, at=at):
        if like is None:
            return CostRecovery.objects.create(dealership=dealership, currency=dealership.currency)
        return copied(like, dealership)


@transaction.atomic
def forget_cost_recovery(*, dealership: Dealership, settings_id: int, by: Actor, at: datetime) -> None:
    """Take away settings that nothing points at any more; their versions stay."""
    by.must(Permission.ADMIN)
    with changed_by(by, at=at):
        CustomFee.objects.filter(dealership=dealership, settings=settings_id).delete()
        Tax.objects.filter(dealership=dealership, settings=settings_id).delete()
        CostRecovery.objects.filter(dealership=dealership, pk=settings_id).delete()


def copied(like: CostRecovery, dealership: Dealership) -> CostRecovery:
    """The same prices in rows of their own."""
    columns = {field.attname: getattr(like, field.attname) for field in CostRecovery._meta.concrete_fields}
    columns |= {name: getattr(like, name) for name in (*AMOUNTS, "deposit")}
    twin = CostRecovery.objects.create(**columns | {"id": None, "dealership_id": dealership.pk})
    rows: list[Any] = [*like.custom_fees.all(), *like.taxes.all()]
    for row in rows:
        row.pk, row.settings = None, twin
        row.save()
    return twin
