"""Rows of programs, driver agreements and reserve days."""

from programs.models.agreements import AgreementDraft, AgreementTerm, AgreementVersion, DriverAgreement
from programs.models.programs import AdditionalSettings, ModelRate, Program
from programs.models.reserve import ReserveAccount, ReserveEntry, ReserveGuest

__all__ = [
    "AdditionalSettings",
    "AgreementDraft",
    "AgreementTerm",
    "AgreementVersion",
    "DriverAgreement",
    "ModelRate",
    "Program",
    "ReserveAccount",
    "ReserveEntry",
    "ReserveGuest",
]
