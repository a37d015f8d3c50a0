"""Names of driver agreements, those put away among them: for a history that tells of what was chosen once."""

from collections.abc import Mapping

from dealerships.models import Dealership
from programs.models import DriverAgreement


def agreement_names(*, dealership: Dealership) -> Mapping[int, str]:
    """Every agreement that the dealership has or had, by its key."""
    return dict(DriverAgreement.objects.filter(dealership=dealership).values_list("pk", "name"))
