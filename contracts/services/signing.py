"""The guest agrees: consent, each term by itself, then the signature, on terms that are frozen and still true."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from contracts.domain.drawing import checked
from contracts.domain.facts import AgreementSigned
from contracts.domain.signatures import SignatureMethod, Signed
from contracts.domain.terms import CONSENT, CONSENT_ON_PAPER
from contracts.models import AcceptedTerm, Contract, FrozenTerms, Signature
from contracts.queries import loan as loan_with_everything
from contracts.queries.frozen import changed, frozen_terms, signed
from contracts.queries.people import drivers_of
from contracts.services.locking import lock_contract
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.history import record

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


class UnableToSign(Exception):
    """The signature can't be taken; the message says why, and what comes first."""


@transaction.atomic
def accept_term(
    *, dealership: Dealership, code: str, driver: str, position: int, origin: str = "", by: Actor, at: datetime
) -> AcceptedTerm:
    """
    A driver, named by the profile's code, accepts one term; accepting it twice changes nothing.

    :raises UnableToSign: nothing is open for signature, or there is no such term or driver
    """
    contract = lock_contract(dealership=dealership, code=code)
    _, frozen, customer = _open(dealership, contract, driver)
    term = _term(frozen, position)
    accepted, _ = AcceptedTerm.objects.get_or_create(
        dealership=dealership,
        frozen=frozen,
        driver=customer,
        position=position,
        defaults={"title": term["title"], "text": term["text"], "at": at, "origin": origin or by.origin},
    )
    return accepted


@transaction.atomic
def sign(
    *,
    dealership: Dealership,
    code: str,
    driver: str,
    signature: Signed,
    accepted: Sequence[int] = (),
    by: Actor,
    at: datetime,
) -> Signature:
    """
    A driver signs the frozen terms, once; ``accepted`` are the terms ticked on the same page.

    :raises UnableToSign: nothing is open for signature, terms are not accepted, consent or name is missing
    :raises NotASignature: the drawing is none
    """
    contract = lock_contract(dealership=dealership, code=code)
    loan, frozen, customer = _open(dealership, contract, driver)
    if Signature.objects.filter(dealership=dealership, frozen=frozen, driver=customer).exists():
        raise UnableToSign(f"{customer.name} has signed already.")
    _accept(dealership, frozen, customer, accepted, by=by, at=at)
    _refuse_half_done(frozen, customer, signature)
    row = _kept(dealership, frozen, customer, signature, by=by, at=at)
    details = {"driver": customer.name, "method": signature.method.label, "digest": frozen.digest}
    subjects = [loan.reference, customer.reference]
    record("signed", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    _tell_when_complete(dealership, loan, frozen, row, at=at)
    return row


def _open(dealership: Dealership, contract: Contract, driver: str) -> "tuple[Reservation, FrozenTerms, Customer]":
    loan = loan_with_everything(dealership=dealership, code=contract.reservation.code)
    frozen = frozen_terms(loan)
    if frozen is None:
        raise UnableToSign("The agreement is not ready to sign. Vehicle, odometer and fuel are set first.")
    if changed(dealership=dealership, loan=loan):
        raise UnableToSign("The terms have changed since they were shown. Read them again, then sign.")
    customer = next((each for each in drivers_of(loan) if each.code == driver), None)
    if customer is None:
        raise UnableToSign("This person is no driver of this contract.")
    return loan, frozen, customer


def _accept(
    dealership: Dealership,
    frozen: FrozenTerms,
    customer: "Customer",
    positions: Sequence[int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Accept these terms, each by itself; one accepted before stays as it was."""
    rows = [
        AcceptedTerm(
            dealership=dealership,
            frozen=frozen,
            driver=customer,
            position=term["position"],
            title=term["title"],
            text=term["text"],
            at=at,
            origin=by.origin,
        )
        for term in (_term(frozen, position) for position in positions)
    ]
    AcceptedTerm.objects.bulk_create(rows, ignore_conflicts=True)


def _term(frozen: FrozenTerms, position: int) -> dict[str, Any]:
    found: dict[str, Any] | None = next((term for term in frozen.shown["terms"] if term["position"] == position), None)
    if found is None:
        raise UnableToSign("The agreement has no such term.")
    return found


def _refuse_half_done(frozen: FrozenTerms, customer: "Customer", signature: Signed) -> None:
    if not signature.name.strip():
        raise UnableToSign("Type the name of whoever signs.")
    if signature.method == SignatureMethod.PAPER:
        return
    if not signature.consent:
        raise UnableToSign("Agree to sign electronically first, or sign on paper at the counter.")
    accepted = set(frozen.accepted.filter(driver=customer).values_list("position", flat=True))
    waiting = [term["title"] for term in frozen.shown["terms"] if term["position"] not in accepted]
    if waiting:
        raise UnableToSign(f"Accept each term first. Still open: {', '.join(waiting)}.")


def _kept(
    dealership: Dealership, frozen: FrozenTerms, customer: "Customer", given: Signed, *, by: Actor, at: datetime
) -> Signature:
    drawn, on_paper = given.method == SignatureMethod.DRAWN, given.method == SignatureMethod.PAPER
    return Signature.objects.create(
        dealership=dealership,
        frozen=frozen,
        driver=customer,
        method=given.method,
        name=given.name.strip()[:160],
        drawing=checked(given.drawing) if drawn else "",
        consent=CONSENT_ON_PAPER if on_paper else CONSENT,
        at=at,
        origin=(given.origin or by.origin)[:120],
        device=given.device[:300],
        witness=by.name if by.kind == Kind.STAFF else "",
    )


def _tell_when_complete(
    dealership: Dealership, loan: "Reservation", frozen: FrozenTerms, row: Signature, *, at: datetime
) -> None:
    drivers = drivers_of(loan)
    codes = signed(frozen, drivers) | {driver.code for driver in drivers if driver.pk == row.driver_id}
    if codes == {driver.code for driver in drivers}:
        publish(AgreementSigned(code=loan.code), dealership=dealership, at=at, about=loan.reference)
