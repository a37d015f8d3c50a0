"""What contracts tell whoever listens: facts in the past tense, in JSON values."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class VehicleAssigned:
    """A vehicle was promised to a loan."""

    code: str
    vin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementSigned:
    """Every driver has accepted the terms and signed."""

    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractStarted:
    """The guest has driven off."""

    code: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractFinished:
    """The vehicle is back and the bill is issued; it is settled next, unless it is to be charged later."""

    code: str
    invoice: str
    at: str
    charge_later: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BillSettled:
    """What is due was asked for as far as hold and card go, or left for later."""

    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractVoided:
    """A contract begun by mistake was taken back."""

    code: str
    reason: str
    at: str
