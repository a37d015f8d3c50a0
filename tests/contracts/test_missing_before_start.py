"""Every condition of *Start*, each with its words, judged on a snapshot (product.md, Start)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts.domain.missing import missing_before_hold, missing_before_signature, missing_before_start
from contracts.domain.profile import Profile, gaps
from contracts.domain.snapshot import Driver, HoldStands, Override, Snapshot, VehicleStands
from tests.situations.clock import CHICAGO, MARCH_9_AT_9, MARCH_12_AT_9, MONDAY_MORNING

AVERY = Driver(
    code="CAVERY2",
    name="Avery Quinn",
    main=True,
    licence_expires_on=date(2029, 4, 2),
    date_of_birth=date(1988, 4, 2),
)
JORDAN = Driver(
    code="CJRDN22",
    name="Jordan Ellis",
    main=False,
    licence_expires_on=date(2030, 1, 1),
    date_of_birth=date(2006, 3, 10),
)
LX_350 = VehicleStands(label="RX 350 LX 350", status="staged", staged=True, last_seen="12,000 mi, full")
READY = Snapshot(
    at=MONDAY_MORNING,
    zone=CHICAGO,
    pickup_at=MARCH_9_AT_9,
    dropoff_at=MARCH_12_AT_9,
    currency="USD",
    drivers=(AVERY,),
    vehicle=LX_350,
    insurance_carrier="Acme Mutual",
    insurance_expires_on=date(2026, 12, 31),
    minimum_age=21,
    maximum_age=75,
    odometer_out=12_004,
    fuel_out=Decimal(1),
    issues_seen=True,
    terms_in_force=True,
    signed=frozenset({"CAVERY2"}),
    hold_needed=True,
    hold=HoldStands.ALIVE,
    hold_amount=Decimal("145.80"),
    held_amount=Decimal("145.80"),
    capture_before=MONDAY_MORNING + timedelta(days=7),
    card_label="Visa •• 4242",
)


def test_nothing_is_missing_when_everything_holds():
    assert missing_before_start(READY) == []


def test_a_loan_may_be_as_long_as_the_longest():
    assert missing_before_start(replace(READY, longest_days=3)) == []


CASES = [
    ({"vehicle": None}, ["vehicle", "signature"], "Choose the one to hand over."),
    (
        {"drivers": (replace(AVERY, licence_expires_on=date(2026, 3, 11)),)},
        ["licence_expired"],
        "It must run through Mar 12, 2026.",
    ),
    (
        {"insurance_expires_on": date(2026, 2, 28)},
        ["insurance_expired"],
        "Acme Mutual ended Feb 28, 2026. It must run through Mar 12, 2026.",
    ),
    (
        {"insurance_expires_on": date(2026, 3, 11)},
        ["insurance_expired"],
        "Acme Mutual ends Mar 11, 2026. It must run through Mar 12, 2026.",
    ),
    (
        {"drivers": (replace(AVERY, do_not_rent="Smoked in the car"),)},
        ["do_not_rent"],
        "Smoked in the car",
    ),
    (
        {"vehicle": replace(LX_350, staged=False, status="returned")},
        ["vehicle_not_staged"],
        "It is returned. Only a staged vehicle can start.",
    ),
    (
        {"vehicle": replace(LX_350, staged=False, status="rented", out_with="contract LS-2BBB")},
        ["vehicle_not_staged"],
        "It is still out with contract LS-2BBB. Only a staged vehicle can start.",
    ),
    (
        {"vehicle": replace(LX_350, unavailable_from=date(2026, 3, 12))},
        ["vehicle_dates"],
        "It can't be used throughout the period.",
    ),
    ({"longest_days": 2}, ["too_long"], "With this vehicle it can last 2 days at most."),
    ({"repair_order_required": True}, ["repair_order"], "Contracts like this one need its number."),
    ({"odometer_out": None}, ["readings", "signature"], "Last seen: 12,000 mi, full."),
    ({"fuel_out": None}, ["readings", "signature"], "Last seen: 12,000 mi, full."),
    ({"issues_seen": False}, ["walk_around", "signature"], "No known issue."),
    ({"open_balance": Decimal("21.40")}, ["balance"], "From an earlier contract."),
    (
        {"agreement_fault": "No driver agreement applies."},
        ["agreement", "signature"],
        "No driver agreement applies.",
    ),
    ({"terms_in_force": False, "signed": frozenset()}, ["signature"], "Avery Quinn to read, accept and sign."),
    ({"signed": frozenset()}, ["signature"], "Avery Quinn to accept the terms and sign."),
    (
        {"hold": HoldStands.NOT_ASKED},
        ["hold"],
        "Its own step, after everything above and at most 24 h before pickup. Tell the guest the amount first.",
    ),
    (
        {"hold": HoldStands.BEING_ASKED},
        ["hold"],
        "Asking the bank of Visa •• 4242. This page follows.",
    ),
    (
        {"hold": HoldStands.DECLINED, "hold_reason": "Insufficient funds."},
        ["hold"],
        "Visa •• 4242 was declined for $145.80. Insufficient funds. Ask for another card.",
    ),
    (
        {"held_amount": Decimal("100.00")},
        ["hold"],
        "The one that is authorised is for another amount, or has lapsed. Authorise it again.",
    ),
    (
        {"capture_before": MONDAY_MORNING},
        ["hold"],
        "The one that is authorised is for another amount, or has lapsed. Authorise it again.",
    ),
]


@pytest.mark.parametrize(("change", "codes", "detail"), CASES)
def test_each_condition_alone_is_missing_in_its_own_words(change, codes, detail):
    missing = missing_before_start(replace(READY, **change))

    assert [each.code for each in missing] == codes
    assert missing[0].detail == detail
    assert all(each.title and each.detail and each.action for each in missing)


def test_papers_that_end_on_the_day_of_the_drop_off_are_valid():
    last_day = replace(
        READY,
        drivers=(replace(AVERY, licence_expires_on=date(2026, 3, 12)),),
        insurance_expires_on=date(2026, 3, 12),
    )

    assert missing_before_start(last_day) == []


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2005, 3, 9), None),  # 21 on the pickup day
        (date(2005, 3, 10), "Avery Quinn is 20 on the pickup day"),
        (date(1950, 3, 10), None),  # still 75
        (date(1950, 3, 9), "Avery Quinn is 76 on the pickup day"),
    ],
)
def test_ages_count_on_the_pickup_day(born, words):
    missing = missing_before_start(replace(READY, drivers=(replace(AVERY, date_of_birth=born),)))

    assert [each.title for each in missing] == ([words] if words else [])


def test_an_additional_driver_is_checked_and_signs_too():
    missing = missing_before_start(replace(READY, drivers=(AVERY, JORDAN)))

    assert [each.code for each in missing] == ["age:CJRDN22", "signature"]
    assert missing[1].detail == "Jordan Ellis to accept the terms and sign."


@pytest.mark.parametrize(
    ("change", "override"),
    [
        ({"drivers": (replace(AVERY, date_of_birth=date(2010, 1, 1)),)}, Override.AGE),
        ({"insurance_expires_on": date(2026, 2, 28)}, Override.INSURANCE),
        ({"open_balance": Decimal("21.40")}, Override.BALANCE),
    ],
)
def test_age_insurance_and_balance_can_be_set_aside(change, override):
    refused = replace(READY, **change)

    assert [each.override for each in missing_before_start(refused)] == [override]
    assert missing_before_start(replace(refused, overrides={override.value: "The manager knows them."})) == []


def test_do_not_rent_can_not_be_set_aside():
    forbidden = replace(READY, drivers=(replace(AVERY, do_not_rent="Smoked"),), overrides={"do_not_rent": "Come on."})

    assert [each.code for each in missing_before_start(forbidden)] == ["do_not_rent"]


def test_the_hold_waits_for_every_other_condition():
    half_done = replace(READY, hold=HoldStands.NOT_ASKED, issues_seen=False)

    hold = missing_before_start(half_done)[-1]

    assert (hold.code, hold.waits) == ("hold", True)


def test_the_hold_opens_24_hours_before_pickup():
    asked = replace(READY, hold=HoldStands.NOT_ASKED)

    early = missing_before_hold(replace(asked, at=MARCH_9_AT_9 - timedelta(hours=24, minutes=1)))
    in_time = missing_before_hold(replace(asked, at=MARCH_9_AT_9 - timedelta(hours=24)))

    assert [each.detail for each in early] == ["It can be authorised from Sun, Mar 8, 2026, 9:00 AM on."]
    assert in_time == []


def test_a_signature_waits_for_vehicle_readings_and_walk_around():
    empty = replace(READY, odometer_out=None, issues_seen=False)

    assert [each.code for each in missing_before_signature(empty)] == ["readings", "walk_around"]
    assert missing_before_signature(READY) == []


def test_a_voided_signature_says_what_changed():
    voided = replace(READY, terms_in_force=False, voided_because="The drop-off changed after the terms were frozen.")

    assert missing_before_start(voided)[0].detail == "The drop-off changed after the terms were frozen."


def test_an_empty_profile_says_everything_at_once():
    nobody = Profile(
        code="CAVERY2",
        name="Avery Quinn",
        main=True,
        reachable=False,
        has_licence=False,
        licence_expires_on=None,
        date_of_birth=None,
        insurance_needed=True,
        card_needed=True,
        address_needed=True,
    )

    assert [each.code for each in gaps(nobody)] == ["reach", "licence", "insurance", "card", "address"]


def test_an_additional_drivers_gaps_carry_their_name():
    friend = Profile(
        code="CJRDN22",
        name="Jordan Ellis",
        main=False,
        reachable=True,
        has_licence=True,
        licence_expires_on=None,
        date_of_birth=None,
    )

    assert [(each.code, each.title) for each in gaps(friend)] == [
        ("licence_expiry:CJRDN22", "Licence expiry of Jordan Ellis"),
        ("date_of_birth:CJRDN22", "Date of birth of Jordan Ellis"),
    ]
