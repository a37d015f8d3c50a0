"""Which status stands for which refusal of a use case."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import Http404

from billing.domain.refusals import BadUsage
from billing.services import CardOfAnotherAccount, HoldStands, NothingToCollect
from contracts import services as contracts
from contracts.domain.drawing import NotASignature
from contracts.domain.handback import UnableToFinish
from contracts.domain.refusals import AfterStart, NoVehicleAssigned, ReasonMissing
from contracts.queries import UnknownContract
from contracts.queries.agreed import NoSettingsYet
from contracts.queries.documents import Tampered
from contracts.queries.link_drivers import UnknownDriver
from customers.queries import UnknownCustomer
from customers.services import NoWayToReach
from customers.services.papers import LicenceWithoutNumber
from dealerships.api.once import KeyMissing, KeyReused
from dealerships.domain.permissions import NotAllowed
from fleet.domain.commitments import TooLong
from fleet.domain.positions import BadPosition
from fleet.queries import UnknownVehicle
from fleet.queries.imports import NoSuchImport
from fleet.queries.regrouping import UnknownChange
from fleet.services import (
    FatesChanged,
    GroupRemoved,
    ImportedAlready,
    LoanHasVehicle,
    NothingPromised,
    NothingToUndo,
    OlderVersion,
    ProgramRemoved,
    UnknownImport,
    VehicleTaken,
    VehicleUnusable,
    VinTaken,
)
from kernel.lifecycle import IllegalMove
from programs.domain.agreement_choice import NoAgreement
from programs.queries import NotPublished
from reservations.domain.booking import NotBookable
from reservations.queries import UnknownReservation
from reservations.services import AlreadyBooked, NotChangeable, OfferRemoved

MISTAKES = (BadPosition, BadUsage, KeyMissing, LicenceWithoutNumber)
UNKNOWN = (
    Http404,
    NoSuchImport,
    UnknownChange,
    UnknownContract,
    UnknownCustomer,
    UnknownDriver,
    UnknownImport,
    UnknownReservation,
    UnknownVehicle,
)
CONFLICTS: tuple[type[Exception], ...] = (
    AfterStart,
    AlreadyBooked,
    CardOfAnotherAccount,
    FatesChanged,
    GroupRemoved,
    HoldStands,
    IllegalMove,
    ImportedAlready,
    KeyReused,
    LoanHasVehicle,
    NoAgreement,
    NoSettingsYet,
    NoVehicleAssigned,
    NoWayToReach,
    NotASignature,
    NotBookable,
    NotChangeable,
    NotPublished,
    NothingPromised,
    NothingToCollect,
    NothingToUndo,
    OfferRemoved,
    OlderVersion,
    ProgramRemoved,
    ReasonMissing,
    TooLong,
    UnableToFinish,
    VehicleTaken,
    VehicleUnusable,
    VinTaken,
    contracts.BadReading,
    contracts.NotOfThePool,
    contracts.TooEarlyForNoShow,
    contracts.UnableToExtend,
    contracts.UnableToFreeze,
    contracts.UnableToHold,
    contracts.UnableToSign,
    contracts.UnableToStart,
    contracts.UnableToVoid,
    contracts.WrongAge,
)
STATUSES: tuple[tuple[tuple[type[Exception], ...], HTTPStatus], ...] = (
    (MISTAKES, HTTPStatus.BAD_REQUEST),
    ((NotAllowed,), HTTPStatus.FORBIDDEN),
    (UNKNOWN, HTTPStatus.NOT_FOUND),
    (CONFLICTS, HTTPStatus.CONFLICT),
    ((Tampered, FileNotFoundError), HTTPStatus.GONE),
    ((RequestDataTooBig,), HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
)


def status_of(reason: Exception) -> HTTPStatus | None:
    """The status of a refusal, or None for what is no refusal but a fault of ours."""
    return next((status for kinds, status in STATUSES if isinstance(reason, kinds)), None)
