"""How a loan ends: finished, cancelled, or voided as begun by mistake."""

from typing import Any

from rest_framework import serializers

from contracts import services
from contracts.api.preparing import ReadingsSaid
from contracts.api.shown import MovedSerializer
from contracts.api.standing import ended, moved
from contracts.domain.handback import Handback
from contracts.services.reading_out import HIGHEST_ODOMETER
from dealerships.api import ApiView, InstantField, Said, deed
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest


class HandbackSaid(ReadingsSaid):
    """What came back, and when."""

    at = InstantField(required=False, help_text="When it came back; now where nothing is said.")
    reason = serializers.CharField(max_length=200, required=False, help_text="Why that was earlier than now.")
    odometer_again = serializers.IntegerField(
        min_value=0, max_value=HIGHEST_ODOMETER, required=False, help_text="Of an unusual reading, read a second time."
    )
    charge_later = serializers.BooleanField(required=False, help_text="Settle later, where the settings allow it.")


class ReasonSaid(Said):
    """Why; it stays in the history."""

    reason = serializers.CharField(max_length=500)


class VoidSaid(ReadingsSaid, ReasonSaid):
    """Why, and what the vehicle came back with."""


class Finish(ApiView):
    """The finish."""

    @deed(
        "finish_contract",
        takes=HandbackSaid,
        answers=MovedSerializer,
        scope=Scope.COUNTER,
        example={"odometer": 12334, "fuel": "0.750"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> dict[str, Any]:
        """Take the vehicle back, bill the loan and settle it; capture, receipt and the guest's text follow by workers."""
        doing = self.doing(request)
        handback = Handback(**{"at": doing["at"]} | said)
        return moved(services.finish_contract(code=code, handback=handback, **doing))


class Cancel(ApiView):
    """The end of a loan that has not started."""

    @deed("cancel", takes=ReasonSaid, answers=MovedSerializer, scope=Scope.BOOK, example={"reason": "Guest called"})
    def post(self, request: ApiRequest, said: dict[str, str], code: str) -> dict[str, Any]:
        """Cancel a booked or pending loan: vehicle, hold and reserve days are free again."""
        return ended(services.cancel_contract(code=code, reason=said["reason"], **self.doing(request)))


class Reinstate(ApiView):
    """The return of a guest who was given up."""

    @deed("reinstate", answers=MovedSerializer, scope=Scope.BOOK)
    def post(self, request: ApiRequest, code: str) -> dict[str, Any]:
        """Book a no show again, to be assigned anew; refused where its group or program was removed since."""
        return ended(services.reinstate(code=code, **self.doing(request)))


class Void(ApiView):
    """The end of a contract that was begun by mistake."""

    @deed(
        "void_contract",
        takes=VoidSaid,
        answers=MovedSerializer,
        scope=Scope.ACCOUNTING,
        example={"reason": "Wrong car", "odometer": 12005, "fuel": "1.000"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> dict[str, Any]:
        """Take a mistaken start back, within 60 minutes and 5 miles: the hold is released, the vehicle staged again."""
        return moved(services.void_contract(code=code, **said, **self.doing(request)))
