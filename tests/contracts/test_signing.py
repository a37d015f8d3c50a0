"""Signing: consent, each term, then the signature, on terms that are frozen and still true."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from djmoney.money import Money

from contracts import services
from contracts.domain.drawing import NotASignature
from contracts.domain.signatures import SignatureMethod, Signed
from contracts.models import FrozenTerms, Signature
from dealerships.models import Effect, EventSubject
from fleet.models import Vehicle
from kernel.period import Period
from reservations.services import change_booking
from tests.contracts.at_the_counter import DROPOFF, PICKUP, Loan
from tests.scenarios.counter_work import FULL
from tests.scenarios.outside import carry_out_effects
from tests.situations import Counter, at, jordan
from tests.situations.guests import AVERYS_CARD, AVERYS_LICENCE, with_papers
from tests.situations.staff import manager

TYPED = Signed(method=SignatureMethod.TYPED, name="Avery Quinn", consent=True)


@pytest.fixture
def open_for_signature(loan: Loan) -> Loan:
    """Vehicle, readings and walk-around are set; the terms are frozen."""
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, FULL, at(9, 8, 32))
    freeze(loan)
    return loan


def test_terms_do_not_freeze_before_vehicle_and_readings_are_set(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    with pytest.raises(services.UnableToFreeze, match="Odometer and fuel out"):
        freeze(loan)


def test_frozen_terms_hold_what_the_guest_reads(open_for_signature: Loan):
    frozen = open_for_signature.frozen
    assert frozen is not None

    assert frozen.body.strip() == (
        "<h1>Loaner agreement</h1>\n<p>Avery Quinn borrows the RX 350 with VIN 2T2BAMCA8PC012345.</p>"
    )
    assert frozen.shown["estimate"] == "145.80"  # 3 × $45.00 and 8 % of it
    assert frozen.shown["hold"] == {"action": "authorise", "amount": "145.80", "working": "Estimate $145.80."}
    assert frozen.shown["fields"]["licence.number"] == "ending in 2193"
    assert [term["title"] for term in frozen.shown["terms"]] == ["Fuel", "Tolls and fines"]
    assert frozen.shown["terms"][1]["text"] == "I pay every toll and fine of my loan."
    assert len(frozen.digest) == 64


def test_freezing_again_without_a_change_keeps_what_was_signed(open_for_signature: Loan):
    before = open_for_signature.frozen

    assert freeze(open_for_signature) == before


def test_consent_comes_before_an_electronic_signature(open_for_signature: Loan):
    accept_all(open_for_signature)

    with pytest.raises(services.UnableToSign, match="Agree to sign electronically first, or sign on paper"):
        sign(open_for_signature, replace(TYPED, consent=False))


def test_each_term_is_accepted_before_the_signature(open_for_signature: Loan):
    accept(open_for_signature, 1)

    with pytest.raises(services.UnableToSign, match=r"Still open: Tolls and fines\."):
        sign(open_for_signature, TYPED)


def test_a_term_accepted_twice_is_accepted_once(open_for_signature: Loan):
    first, second = accept(open_for_signature, 1), accept(open_for_signature, 1)

    assert first == second


def test_there_is_no_third_term(open_for_signature: Loan):
    with pytest.raises(services.UnableToSign, match="no such term"):
        accept(open_for_signature, 3)


def test_a_stranger_does_not_sign(open_for_signature: Loan):
    stranger = jordan(open_for_signature.desk.store)

    with pytest.raises(services.UnableToSign, match="no driver of this contract"):
        accept(open_for_signature, 1, driver=stranger.code)


def test_a_name_is_typed(open_for_signature: Loan):
    accept_all(open_for_signature)

    with pytest.raises(services.UnableToSign, match="Type the name"):
        sign(open_for_signature, replace(TYPED, name="  "))


def test_a_drawing_is_a_drawing(open_for_signature: Loan):
    accept_all(open_for_signature)

    with pytest.raises(NotASignature):
        sign(open_for_signature, replace(TYPED, method=SignatureMethod.DRAWN, drawing="M1 1"))


def test_paper_needs_no_consent_and_names_the_witness(open_for_signature: Loan):
    signature = sign(open_for_signature, Signed(method=SignatureMethod.PAPER, name="Avery Quinn"))

    assert signature.consent == "Signed by hand on paper."
    assert signature.witness == "Dana Whitfield"
    assert "signature" not in open_for_signature.codes()


def test_a_guest_signs_once(open_for_signature: Loan):
    accept_all(open_for_signature)
    sign(open_for_signature, TYPED)

    with pytest.raises(services.UnableToSign, match="Avery Quinn has signed already"):
        sign(open_for_signature, TYPED)


def test_every_driver_signs(desk: Counter, loan: Loan):
    friend = with_papers(desk.store, jordan(desk.store), licence=friends_licence(), card=friends_card())
    change(loan, drivers=(friend.pk,))
    loan.work.assign(desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, FULL, at(9, 8, 32))

    loan.work.sign(desk.avery, at(9, 8, 40))
    assert [each.detail for each in loan.missing() if each.code == "signature"] == [
        "Jordan Ellis to accept the terms and sign."
    ]
    loan.work.sign_as(friend, [1, 2], at(9, 8, 41))

    assert loan.codes() == ["hold"]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("readings", "The odometer or fuel out changed after the terms were frozen."),
        ("rate", "The daily rate was changed."),
        ("drop-off", "The drop-off changed after the terms were frozen; they have to be signed again."),
        ("drivers", "The drivers changed after the terms were frozen; they have to be signed again."),
    ],
)
def test_any_change_of_the_frozen_terms_voids_the_signature_and_lets_the_hold_go(loan: Loan, what: str, reason: str):
    loan.ready()

    CHANGES[what](loan)
    carry_out_effects_about_contracts(loan)

    voided = FrozenTerms.objects.get(dealership=loan.desk.store)
    assert voided.voided_because == reason
    assert Signature.objects.filter(frozen=voided).count() == 1  # kept, with its history
    assert [state for state, _ in loan.holds()] == ["releasing"]
    assert loan.codes() == ["signature", "hold"]
    assert "signature voided" in story(loan)


def test_start_sees_a_change_before_any_worker_does(loan: Loan):
    loan.ready()
    CHANGES["drop-off"](loan)

    with pytest.raises(services.UnableToStart, match="The drop-off changed after the terms were frozen"):
        loan.work.start(PICKUP)


def test_a_model_that_is_corrected_is_signed_for_again(loan: Loan):
    loan.ready()

    Vehicle.objects.filter(pk=loan.desk.rx_350.pk).update(model="RX 500h", model_key="rx500h")

    with pytest.raises(services.UnableToStart, match="The vehicle's model changed after the terms were frozen"):
        loan.work.start(PICKUP)


def test_a_change_of_the_groups_prices_leaves_a_signed_contract_as_it_was(loan: Loan):
    loan.ready()
    recovery = loan.desk.group.cost_recovery
    recovery.daily_rate = Money("99.00", "USD")
    recovery.save()

    assert loan.codes() == []
    loan.work.start(PICKUP)


def test_the_same_readings_again_void_nothing(loan: Loan):
    loan.ready()

    loan.work.read_out(12_004, FULL, at(9, 8, 50))

    assert loan.codes() == []


@pytest.mark.parametrize(
    ("odometer", "fuel", "field"),
    [(-1, FULL, "odometer"), (2_000_001, FULL, "odometer"), (12_004, Decimal("1.1"), "fuel")],
)
def test_odd_readings_are_refused(loan: Loan, odometer: int, fuel: Decimal, field: str):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    with pytest.raises(services.BadReading) as refused:
        loan.work.read_out(odometer, fuel, at(9, 8, 32))

    assert refused.value.field == field


def freeze(loan: Loan) -> FrozenTerms:
    return services.freeze_terms(dealership=loan.desk.store, code=loan.code, by=loan.desk.advisor, at=at(9, 8, 35))


def accept(loan: Loan, position: int, *, driver: str = ""):
    return services.accept_term(
        dealership=loan.desk.store,
        code=loan.code,
        driver=driver or loan.desk.avery.code,
        position=position,
        by=loan.desk.advisor,
        at=at(9, 8, 36),
    )


def accept_all(loan: Loan) -> None:
    for position in (1, 2):
        accept(loan, position)


def sign(loan: Loan, signature: Signed) -> Signature:
    return services.sign(
        dealership=loan.desk.store,
        code=loan.code,
        driver=loan.desk.avery.code,
        signature=signature,
        by=loan.desk.advisor,
        at=at(9, 8, 37),
    )


def change(loan: Loan, **changes: Any) -> None:
    change_booking(
        dealership=loan.desk.store,
        code=loan.code,
        booking=replace(loan.row.booking(), **changes),
        by=loan.desk.advisor,
        at=at(9, 8, 50),
    )


def change_rate(loan: Loan) -> None:
    services.set_rate(
        dealership=loan.desk.store, code=loan.code, rate=Money("40.00", "USD"), by=manager(), at=at(9, 8, 50)
    )


CHANGES = {
    "readings": lambda loan: loan.work.read_out(12_005, FULL, at(9, 8, 50)),
    "rate": change_rate,
    "drop-off": lambda loan: change(loan, period=Period(PICKUP, DROPOFF + timedelta(hours=2))),
    "drivers": lambda loan: change(
        loan,
        drivers=(
            with_papers(loan.desk.store, jordan(loan.desk.store), licence=friends_licence(), card=friends_card()).pk,
        ),
    ),
}


def friends_licence():
    return replace(AVERYS_LICENCE, number="E777-1234-5678")


def friends_card():
    return replace(AVERYS_CARD, payment_method="pm_jordan")


def carry_out_effects_about_contracts(loan: Loan) -> None:
    only = Effect.objects.filter(dealership=loan.desk.store).exclude(kind__startswith="contracts.effects.watching")
    only.filter(kind__startswith="integrations").delete()
    carry_out_effects(loan.desk.store, at(9, 8, 55))


def story(loan: Loan) -> list[str]:
    rows = EventSubject.objects.filter(dealership=loan.desk.store, subject=loan.about).order_by("id")
    return [row.event.verb for row in rows.select_related("event")]
