"""The terms freeze for signature, and are voided when anything in them changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from billing.domain.engine import price
from billing.domain.form import case_form
from billing.domain.hold import hold_for
from billing.domain.terms import Terms
from billing.queries import hold_of
from billing.services import release_hold
from contracts.domain.missing import missing_before_signature
from contracts.domain.notices import with_notice
from contracts.domain.snapshot import Missing
from contracts.domain.terms import changed_since, digest, voided_because
from contracts.models import Contract, FrozenTerms
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.queries.agreed import scheduled_usage, terms_now, version_for
from contracts.queries.frozen import facts_now, frozen_terms
from contracts.queries.merging import merge_values
from contracts.services.locking import lock_contract
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.lifecycle import IllegalMove
from programs.domain.merge import merged, merged_words
from programs.queries import terms_of
from reservations.domain.lifecycle import Status

if TYPE_CHECKING:
    from programs.models import AgreementVersion
    from reservations.models import Reservation


class UnableToFreeze(Exception):
    """The terms can't freeze yet; the message says what must be set first."""

    def __init__(self, missing: list[Missing]) -> None:
        """Keep every reason."""
        super().__init__(" ".join(str(each) for each in missing))
        self.reasons = missing


@transaction.atomic
def freeze_terms(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> FrozenTerms:
    """
    Freeze vehicle, readings, drivers, period, rates and hold for signature; unchanged terms stay as they were frozen.

    :raises IllegalMove: the contract is not pending
    :raises UnableToFreeze: vehicle, readings or walk-around are missing
    :raises BadUsage: the settings contradict themselves
    """
    contract = lock_contract(dealership=dealership, code=code)
    _refuse_unless_pending(contract)
    loan = loan_with_everything(dealership=dealership, code=code)
    missing = missing_before_signature(snapshot(dealership=dealership, loan=loan, at=at))
    if missing:
        raise UnableToFreeze(missing)
    standing = _still_as_frozen(dealership, loan, contract, by=by, at=at)
    return standing or _freeze(dealership, loan, contract, by=by, at=at)


def _refuse_unless_pending(contract: Contract) -> None:
    status = Status(contract.reservation.status)
    if status != Status.PENDING:
        raise IllegalMove(f"This contract is {status.label.lower()}; its terms are not open for signature.")


def _still_as_frozen(
    dealership: Dealership, loan: "Reservation", contract: Contract, *, by: Actor, at: datetime
) -> FrozenTerms | None:
    frozen, facts = frozen_terms(loan), facts_now(dealership=dealership, loan=loan)
    if frozen is None or facts is None:
        return None
    changed = changed_since(frozen.shown["facts"], facts)
    if not changed:
        return frozen
    void_terms(dealership=dealership, contract=contract, reason=voided_because(changed), by=by, at=at)
    return None


def _freeze(dealership: Dealership, loan: "Reservation", contract: Contract, *, by: Actor, at: datetime) -> FrozenTerms:
    if frozen_terms(loan) is not None:
        # What was voided a moment ago must not speak for the new terms.
        loan = loan_with_everything(dealership=dealership, code=loan.code)
    version = version_for(dealership=dealership, loan=loan, contract=loan.contract)
    terms = terms_now(dealership=dealership, loan=loan)
    shown, form = _shown(dealership, loan, loan.contract, terms, version)
    body = with_notice(merged(version.body, shown["fields"]), shown["fields"])
    frozen = FrozenTerms.objects.create(
        dealership=dealership,
        contract=contract,
        agreement_version=version,
        vehicle=contract.vehicle,
        terms=form,
        shown=shown,
        body=body,
        digest=digest(form, shown, body),
        frozen_at=at,
    )
    details = {"agreement": version.agreement.name, "version": version.number, "digest": frozen.digest}
    record("terms frozen", dealership=dealership, subjects=[loan.reference], by=by, at=at, details=details)
    return frozen


def _shown(
    dealership: Dealership, loan: "Reservation", contract: Contract, terms: Terms, version: "AgreementVersion"
) -> tuple[dict[str, Any], Mapping[str, object]]:
    """What the guest reads, and the terms in their JSON form."""
    facts = facts_now(dealership=dealership, loan=loan)
    assert facts is not None  # noqa: S101 - missing_before_signature asked for it
    usage = scheduled_usage(contract=contract, loan=loan, terms=terms, covered_days=facts.covered_days)
    invoice, hold = price(terms, usage), hold_for(terms, usage)
    fields = merge_values(dealership=dealership, loan=loan, contract=contract, terms=terms, usage=usage)
    accepted = [
        {"position": term.position, "title": term.title, "text": merged_words(term.text, fields)}
        for term in terms_of(dealership=dealership, version=version)
    ]
    shown = {
        "facts": facts.form(),
        "fields": fields,
        "terms": accepted,
        "estimate": f"{invoice.total:f}",
        "hold": {"action": str(hold.action), "amount": f"{hold.amount:f}", "working": hold.working},
    }
    return shown, case_form(terms, usage)


@transaction.atomic
def void_terms(*, dealership: Dealership, contract: Contract, reason: str, by: Actor, at: datetime) -> None:
    """Let what was frozen, signed and held count no longer; without any of it nothing happens."""
    about = contract.reservation.reference
    rows = FrozenTerms.objects.filter(dealership=dealership, contract=contract, voided_at__isnull=True)
    for frozen in rows.select_for_update():
        was_signed = frozen.signatures.exists()
        frozen.voided_at, frozen.voided_because = at, reason[:200]
        frozen.save(update_fields=["voided_at", "voided_because"])
        verb = "signature voided" if was_signed else "frozen terms voided"
        record(verb, dealership=dealership, subjects=[about], by=by, at=at, details={"reason": reason})
    let_hold_go(dealership=dealership, contract=contract, by=by, at=at)


def let_hold_go(*, dealership: Dealership, contract: Contract, by: Actor, at: datetime) -> None:
    """Release the hold of a contract, if one stands or is on its way."""
    hold = hold_of(dealership=dealership, about=contract.reservation.reference)
    if hold is not None:
        release_hold(dealership=dealership, hold=hold, by=by, at=at)


@transaction.atomic
def void_if_changed(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> None:
    """Void the signature if vehicle, readings, drivers, period, rates or hold are no longer as they were frozen."""
    contract = lock_contract(dealership=dealership, code=code)
    if contract.reservation.status != Status.PENDING:
        return
    loan = loan_with_everything(dealership=dealership, code=code)
    _still_as_frozen(dealership, loan, contract, by=by, at=at)
