"""A contract that is out ends later, or earlier."""

from typing import Any

from contracts import services
from contracts.api.shown import MovedSerializer
from contracts.api.standing import moved
from dealerships.api import ApiView, InstantField, Said, deed
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest


class DropoffSaid(Said):
    """When it is to end."""

    dropoff_at = InstantField()


class Extend(ApiView):
    """The drop-off of a contract that is out."""

    @deed(
        "extend_contract",
        takes=DropoffSaid,
        answers=MovedSerializer,
        scope=Scope.COUNTER,
        example={"dropoff_at": "2026-03-13T09:00:00-05:00"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> dict[str, Any]:
        """Move the scheduled drop-off, where papers and the vehicle's next booking allow it; the hold is adjusted."""
        return moved(services.extend_contract(code=code, dropoff_at=said["dropoff_at"], **self.doing(request)))
