"""Put a driver agreement away, unless a group, a program or the whole dealership would be without one."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.queries.groups import groups
from programs.services.agreements import archive_unused, lock_agreement

if TYPE_CHECKING:
    from programs.models import DriverAgreement


@transaction.atomic
def archive_agreement(*, dealership: Dealership, agreement: "DriverAgreement", by: Actor, at: datetime) -> None:
    """
    Archive an agreement that nothing uses; contracts that were signed on it keep it.

    :raises StillUsed: a group or program names it, or it is the default
    :raises NoSuchAgreement: it was archived meanwhile
    """
    locked = lock_agreement(dealership=dealership, agreement=agreement)
    named = groups(dealership=dealership).filter(agreement=locked).values_list("name", flat=True)
    archive_unused(dealership=dealership, agreement=locked, groups=list(named), by=by, at=at)
