"""Where vehicles were seen; who may look is for those above to say."""

from datetime import datetime
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from fleet.domain.positions import kept_since
from fleet.models import VehiclePosition

if TYPE_CHECKING:
    from fleet.models import Vehicle


def newest_position(*, dealership: Dealership, vehicle: "Vehicle", at: datetime) -> VehiclePosition | None:
    """The newest position that is still kept."""
    seen = VehiclePosition.objects.filter(dealership=dealership, vehicle=vehicle, at__gt=kept_since(at))
    return seen.order_by("-at").first()
