"""The agreement and the receipt of a loan as papers: every value in words, ready to print."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from billing.queries import holds
from contracts.domain.drawing import box
from contracts.domain.paper import AgreementPaper, Row, SignatureShown, Store, TermAccepted
from contracts.domain.wording import (
    fuel_in_words,
    listed,
    money_in_words,
    odometer_in_words,
    phone_in_words,
    time_in_words,
)
from contracts.models import FrozenTerms, Handover, Signature
from contracts.queries.agreed import additional_settings
from contracts.queries.frozen import shown
from contracts.queries.loans import contract, handovers, loan, terms_in_force
from contracts.queries.merging import address
from contracts.queries.people import drivers_of
from contracts.queries.running import NeverSigned
from customers.domain.languages import LANGUAGES
from dealerships.models import Dealership

if TYPE_CHECKING:
    from billing.models import Hold
    from customers.models import Customer
    from reservations.models import Reservation

TERMS, SIGNATURE = "{{ terms }}", "{{ signature }}"


def agreement_paper(*, dealership: Dealership, code: str) -> AgreementPaper:
    """
    The signed agreement of a started contract.

    :raises NeverSigned: it has no signed terms
    """
    of, booked = contract(dealership=dealership, code=code), loan(dealership=dealership, code=code)
    frozen = terms_in_force(dealership=dealership, contract=of)
    out = handovers(dealership=dealership, contract=of).first()
    if frozen is None or out is None:
        raise NeverSigned
    before, middle, after = parts(frozen.body)
    drivers = drivers_of(booked)
    return AgreementPaper(
        code=code,
        language=frozen.agreement_version.language,
        printed_at=out.out_at,
        store=store(dealership, booked),
        facts=list(_facts(dealership, booked, frozen, out, drivers)),
        body_before_terms=before,
        body_before_signature=middle,
        body_after=after,
        terms=list(_terms(dealership, frozen, drivers)),
        signatures=list(_signatures(dealership, frozen)),
        certificate=list(_certificate(dealership, frozen, booked, out)),
        digest=frozen.digest,
    )


def store(dealership: Dealership, booked: "Reservation") -> Store:
    """The letterhead, with the dealer code of the settings that apply."""
    settings = additional_settings(booked)
    code = (settings.dealer_code if settings else "") or dealership.dealer_code
    return Store(
        name=dealership.name, address=address(dealership), phone=phone_in_words(dealership.phone), dealer_code=code
    )


def parts(body: str) -> tuple[str, str, str]:
    """The text before the terms, between them and the signature, and after; a place left out follows the text."""
    before, _, rest = body.partition(TERMS) if TERMS in body else ("", "", "")
    if TERMS not in body:
        before, _, after = body.partition(SIGNATURE)
        return before, "", after
    middle, _, after = rest.partition(SIGNATURE)
    return before, middle, after


def _facts(
    dealership: Dealership, booked: "Reservation", frozen: FrozenTerms, out: Handover, drivers: "list[Customer]"
) -> Iterator[Row]:
    fields, vehicle, zone = shown(frozen, "fields"), out.vehicle, dealership.zone
    yield Row(label="Driver", value=drivers[0].name, note=f"Licence {fields['licence.number']}")
    if drivers[1:]:
        yield Row(label="Additional drivers", value=listed([driver.name for driver in drivers[1:]]))
    yield Row(label="Car", value=f"{vehicle.year} {vehicle.make} {vehicle.model}", note=f"VIN {vehicle.vin}")
    yield Row(label="Plate", value=", ".join(part for part in (vehicle.plate, vehicle.plate_state) if part))
    yield Row(
        label="Out", value=time_in_words(out.out_at, zone), note=readings(dealership, out.odometer_out, out.fuel_out)
    )
    yield Row(label="Due back", value=fields["dropoff.scheduled"])
    yield Row(label="Estimate", value=fields["estimate.amount"], note=_covered(fields["reserve.covered_days"]))
    yield _hold_row(dealership, booked, frozen)


def readings(dealership: Dealership, odometer: int, fuel: Decimal) -> str:
    """4,118 mi, full."""
    return f"{odometer_in_words(odometer, dealership.distance_unit)}, {fuel_in_words(fuel)}"


def _covered(days: str) -> str:
    return f"{days} {'day is' if days == '1' else 'days are'} covered by reserve days" if days != "0" else ""


def _hold_row(dealership: Dealership, booked: "Reservation", frozen: FrozenTerms) -> Row:
    hold = _newest_hold(dealership, booked)
    told = shown(frozen, "hold")
    if hold is None:
        return Row(label="Hold", value="None", note=told["working"])
    amount = money_in_words(hold.wanted.amount, hold.currency) if hold.wanted.amount else "Card verified"
    return Row(label="Hold", value=f"{amount} on {hold.card_label}", note=told["working"])


def _newest_hold(dealership: Dealership, booked: "Reservation") -> "Hold | None":
    return holds(dealership=dealership, about=booked.reference).filter(held_at__isnull=False).last()


def _terms(dealership: Dealership, frozen: FrozenTerms, drivers: "list[Customer]") -> Iterator[TermAccepted]:
    names = {driver.pk: driver.name for driver in drivers}
    accepted = sorted(frozen.accepted.all(), key=lambda row: (row.at, row.pk))
    for term in shown(frozen, "terms"):
        mine = [row for row in accepted if row.position == term["position"]]
        times = [f"{names.get(row.driver_id, '')}, {time_in_words(row.at, dealership.zone)}" for row in mine]
        yield TermAccepted(position=term["position"], title=term["title"], text=term["text"], accepted=times)


def _signatures(dealership: Dealership, frozen: FrozenTerms) -> Iterator[SignatureShown]:
    for row in sorted(frozen.signatures.all(), key=lambda row: row.pk):
        yield SignatureShown(
            name=row.name,
            method=row.get_method_display(),
            path=row.drawing,
            box=box(row.drawing) if row.drawing else None,
            signed=time_in_words(row.at, dealership.zone),
            place=_place(row),
        )


def _place(row: Signature) -> str:
    parts = [row.device, f"from {row.origin}" if row.origin else "", f"before {row.witness}" if row.witness else ""]
    return ", ".join(part for part in parts if part)


def _certificate(dealership: Dealership, frozen: FrozenTerms, booked: "Reservation", out: Handover) -> Iterator[Row]:
    version, zone = frozen.agreement_version, dealership.zone
    yield Row(
        label="Agreement", value=f"{version.agreement.name}, version {version.number}, {LANGUAGES[version.language]}"
    )
    yield Row(label="Contract", value=booked.code)
    yield Row(label="Terms frozen", value=_exact(frozen.frozen_at, dealership))
    for accepted in sorted(frozen.accepted.all(), key=lambda row: (row.at, row.pk)):
        label = f"Term {accepted.position} accepted"
        yield Row(label=label, value=_exact(accepted.at, dealership), note=accepted.origin)
    for signature in sorted(frozen.signatures.all(), key=lambda row: row.pk):
        yield Row(label=f"Signed by {signature.name}", value=_exact(signature.at, dealership), note=_place(signature))
        yield Row(label="Consent", value=signature.consent)
    hold = _newest_hold(dealership, booked)
    if hold is not None and hold.held_at is not None:
        yield Row(label="Hold authorised", value=_exact(hold.held_at, dealership), note=hold.card_label)
    yield Row(label="Handed over", value=time_in_words(out.out_at, zone), note=f"VIN {out.vehicle.vin}")


def _exact(at: datetime, dealership: Dealership) -> str:
    local = dealership.local(at)
    return f"{time_in_words(at, dealership.zone)} ({local:%H:%M:%S} UTC{local:%z})"
