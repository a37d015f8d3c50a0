"""What waits for a person on the demo's first morning: a booking by a category that the store does not know."""

from datetime import datetime, timedelta

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from integrations.lexus_app.models import Connection
from integrations.lexus_app.services.trying_out import receive

CATEGORY = "Convertible"


def hear(dealership: Dealership, *, at: datetime) -> None:
    """Keep what the app sent, as if it had come in signed; a worker finds that it can't be placed, and says why."""
    with as_dealership(dealership):
        connection = Connection.objects.filter(dealership=dealership).get()
        receive(connection, "reservation.created", booking(dealership, at=at), at)


def booking(dealership: Dealership, *, at: datetime) -> dict[str, object]:
    """Three days from the day after tomorrow, ten in the morning."""
    pickup_at = (dealership.local(at) + timedelta(days=2)).replace(hour=10, minute=0, second=0, microsecond=0)
    return {
        "reservation_id": f"LX-{dealership.dealer_code}-OPEN",
        "version": 1,
        "dealer_code": dealership.dealer_code,
        "guest": {
            "full_name": "Noor Castellan",
            "email": "noor.castellan@guest.example",
            "phone": "+12175550177",
            "guest_id": "lexus|5150",
        },
        "pickup_at": pickup_at.isoformat(),
        "dropoff_at": (pickup_at + timedelta(days=3)).isoformat(),
        "vehicle_category": CATEGORY,
    }
