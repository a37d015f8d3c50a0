"""How a contract stands: what its page shows."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from contracts.api.shown import ContractSerializer
from contracts.models import Contract
from contracts.queries.page import contract_page
from contracts.queries.shown import ContractPage
from dealerships.api import ApiView, look
from dealerships.tokens import ApiRequest

if TYPE_CHECKING:
    from reservations.models import Reservation


class OneContract(ApiView):
    """A loan as a contract."""

    @look("get_contract", answers=ContractSerializer)
    def get(self, request: ApiRequest, code: str) -> ContractPage:
        """
        Where it stands, what is missing before it can start, what it costs, its hold, bill and documents; what a
        worker was asked for shows here when it is done.
        """
        return contract_page(dealership=request.dealership, code=code, now=timezone.now())


def moved(contract: Contract) -> dict[str, Any]:
    """What an action made of a contract."""
    invoice = contract.invoice
    return ended(contract.reservation) | {
        "vin": contract.vehicle.vin,
        "odometer_out": contract.odometer_out,
        "fuel_out": contract.fuel_out,
        "actual_pickup_at": contract.actual_pickup_at,
        "actual_dropoff_at": contract.actual_dropoff_at,
        "invoice": invoice.number if invoice else None,
        "total": invoice.total if invoice else None,
    }


def ended(loan: "Reservation") -> dict[str, Any]:
    """What an action made of a loan without a vehicle."""
    unknown = ("vin", "odometer_out", "fuel_out", "actual_pickup_at", "actual_dropoff_at", "invoice", "total")
    return dict.fromkeys(unknown) | {"code": loan.code, "status": loan.status}
