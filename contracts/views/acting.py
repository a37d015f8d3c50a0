"""Do one thing to a contract and show it again; what can't be done is said in words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from billing.domain.refusals import BadUsage
from billing.services import CardOfAnotherAccount, HoldStands, NothingToCollect
from contracts import services
from contracts.domain.drawing import NotASignature
from contracts.domain.handback import UnableToFinish
from contracts.domain.refusals import AfterStart, NoVehicleAssigned, ReasonMissing
from contracts.queries import UnknownContract, loan
from contracts.queries.agreed import NoSettingsYet
from contracts.queries.link_drivers import UnknownDriver
from customers.services import NoWayToReach
from dealerships.addresses import address
from dealerships.domain.permissions import NotAllowed
from dealerships.permits import actor, refuse
from dealerships.presses import Question, came_from, once
from fleet.queries import UnknownVehicle
from fleet.services import LoanHasVehicle, NothingPromised, VehicleTaken, VehicleUnusable
from kernel.lifecycle import IllegalMove
from programs.domain.agreement_choice import NoAgreement
from programs.queries import NotPublished
from reservations.domain.booking import NotBookable
from reservations.queries import UnknownReservation
from reservations.services import NotChangeable, OfferRemoved

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from reservations.models import Reservation

REFUSALS: tuple[type[Exception], ...] = (
    AfterStart,
    BadUsage,
    CardOfAnotherAccount,
    HoldStands,
    IllegalMove,
    LoanHasVehicle,
    NoAgreement,
    NoSettingsYet,
    NoVehicleAssigned,
    NoWayToReach,
    NotASignature,
    NotAllowed,
    NotBookable,
    NotChangeable,
    NotPublished,
    NothingPromised,
    NothingToCollect,
    OfferRemoved,
    ReasonMissing,
    UnableToFinish,
    UnknownVehicle,
    VehicleTaken,
    VehicleUnusable,
    services.BadReading,
    services.NotOfThePool,
    services.TooEarlyForNoShow,
    services.UnableToFreeze,
    services.UnableToHold,
    services.UnableToSign,
    services.UnableToStart,
    services.UnableToVoid,
    UnknownDriver,
    services.WrongAge,
)


def found(request: "StaffRequest", code: str) -> "Reservation":
    """
    The loan with everything.

    :raises Http404: the dealership has no loan with this code
    """
    try:
        return loan(dealership=request.dealership, code=code)
    except UnknownContract:
        raise Http404 from None


def page_of(request: "StaffRequest", code: str) -> str:
    """The address of the contract."""
    return address(request.dealership, "contract", code=code)


def doing(request: "StaffRequest", code: str) -> dict[str, Any]:
    """What every use case is told: whose contract, which, by whom, when."""
    return {"dealership": request.dealership, "code": code, "by": actor(request), "at": timezone.now()}


def pressed(request: "StaffRequest", code: str, work: Callable[[], object], *, done: str = "") -> HttpResponse:
    """
    A button of the page: its work is done once, then the page is shown.

    :raises Http404: the dealership has no loan with this code
    """
    page = came_from(request, page_of(request, code))

    def then() -> str:
        work()
        return page

    try:
        return once(request, then, done=done, towards=page)
    except UnknownReservation:
        raise Http404 from None
    except REFUSALS as reason:
        refuse(request, reason)
        return redirect(page)


def about(request: "StaffRequest", code: str, heading: str, verb: str, **more: Any) -> Question:
    """A question about a contract; afterwards one is back on its page, or where one came from."""
    page = page_of(request, code)
    crumbs = (("Contracts", address(request.dealership, "contracts")), (code, page))
    return Question(
        heading=heading, verb=verb, back=came_from(request, page), section="contracts", crumbs=crumbs, **more
    )
