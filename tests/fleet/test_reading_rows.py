"""What a file says, whatever its encoding, its separator and the names of its columns, and what becomes of each row."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fleet.domain.decoding import decoded, make_of
from fleet.domain.details import VehicleDetails, contradictions
from fleet.domain.importing.cells import said
from fleet.domain.importing.columns import COLUMNS, left_aside, matched
from fleet.domain.importing.fates import Fate
from fleet.domain.importing.judging import judged
from fleet.domain.importing.known import Alike, Known
from fleet.domain.importing.reading import MOST_ROWS, UnreadableFile, sheet
from fleet.domain.membership import Membership
from fleet.domain.names import Names
from fleet.domain.standings import Standing, plain, standing_from

STANDARD, PREMIUM, ONE_APP = 1, 2, 7
RX_350 = Standing(
    status="staged",
    details=VehicleDetails(
        vin="2T2BAMCA8PC012345",
        year=2023,
        make="Lexus",
        model="RX 350",
        capacity=Decimal("17.80"),
        plate="LX 350",
        odometer=12_000,
        location="Lot B, row 3",
    ),
    membership=Membership(home=STANDARD, programs=frozenset({ONE_APP})),
)
FLEET = Known(
    fleet={RX_350.details.vin: RX_350},
    groups=Names(kind="group", names={STANDARD: "Standard", PREMIUM: "Premium: $20/day"}),
    programs=Names(kind="program", names={ONE_APP: "OneApp Rental"}),
    categories=Names(kind="category", names={3: "SUV"}),
    models={"tx350": Alike(capacity=Decimal("18.6"), energy="liquid", category_id=3)},
    this_year=2026,
)
NEW_TX = {"vin": "JTJBBBBB7TA000201", "model": "TX 350", "home_group": "standard"}


def judge(known=FLEET, seen=None, **cells):
    """The verdict on a row with these cells."""
    places = {field: place for place, field in enumerate(cells)}
    return judged(said(list(cells.values()), places), known, seen=seen or {})


def standing(status: str) -> Known:
    """The fleet with the RX 350 in another status."""
    return replace(FLEET, fleet={RX_350.details.vin: replace(RX_350, status=status)})


@pytest.mark.parametrize(
    "content",
    [
        "VIN,Colour\n2T2BAMCA8PC012345,Caviar é\n".encode(),
        "VIN;Colour\r\n2T2BAMCA8PC012345;Caviar é\r\n".encode("cp1252"),
        "\ufeffVIN\tColour\n\n2T2BAMCA8PC012345\tCaviar é\n,\n".encode(),
        'VIN,Colour\n"2T2BAMCA8PC012345","Caviar é"'.encode("utf-8-sig"),
        'sep=;\r\nVIN;Colour\r\n2T2BAMCA8PC012345;"Caviar é"\r\n'.encode("utf-8-sig"),
        'VIN;Colour;"Price, tax, tags, all in"\n2T2BAMCA8PC012345;Caviar é;"1,0"\n'.encode("latin-1"),
    ],
)
def test_a_file_is_read_whatever_its_encoding_and_separator(content: bytes):
    read = sheet(content)

    assert (read.head[0], read.lines[0].cells[:2]) == ("VIN", ("2T2BAMCA8PC012345", "Caviar é"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no rows"),
        (b"VIN,Model\n", "has no rows"),
        (b"PK\x03\x04\0\0", "no CSV file"),
        (b"VIN\n" + b"1\n" * (MOST_ROWS + 1), "5,001 rows; 5,000 fit"),
        (b'VIN\n"never closed', "quotation mark"),
        (b"VIN\n\x81\x8d\n", "can't be read"),
        (b"VIN\n" + b"x" * (4 * 1024 * 1024), "larger than 4 MB"),
    ],
)
def test_a_file_that_is_no_list_of_vehicles_is_refused_in_words(content: bytes, words: str):
    with pytest.raises(UnreadableFile, match=words):
        sheet(content)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    read = sheet(b"VIN,Model\nA,1\n\nB,2\n")

    assert [line.number for line in read.lines] == [2, 4]


def test_the_sign_that_guards_against_formulas_is_no_part_of_the_cell():
    assert sheet(b"VIN,Notes\nA,'=1+1\n").lines[0].cells == ("A", "=1+1")


def test_columns_are_known_by_their_names_in_the_trade():
    head = ["Stk #", "vehicle identification NUMBER", "Model Year", "Group", "License Plate", "Ext Color", "Price"]

    places = matched(head)

    assert places == {"stock_number": 0, "vin": 1, "year": 2, "home_group": 3, "plate": 4, "colour": 5}
    assert left_aside(head, places) == ["Price"]


def test_our_own_heads_are_all_understood():
    assert matched([column.head for column in COLUMNS]) == {column.field: i for i, column in enumerate(COLUMNS)}


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("odometer", "12,402 mi", 12_402),
        ("odometer", "4118.0", 4_118),
        ("capacity", "17,8", Decimal("17.8")),
        ("fuel_level", "7/8", Decimal("0.875")),
        ("fuel_level", "88 %", Decimal("0.88")),
        ("fuel_level", "Full", Decimal(1)),
        ("energy", "PHEV", "plug_in_hybrid"),
        ("location", "Lot B,\nrow\u00a03", "Lot B, row 3"),
        ("notes", "New tyres.\nAsk Sam.", "New tyres.\nAsk Sam."),
        ("available_on", "3/10/2026", date(2026, 3, 10)),
        ("available_on", "2026-03-10", date(2026, 3, 10)),
        ("programs", "OneApp Rental; LCCS Courtesy", ("OneApp Rental", "LCCS Courtesy")),
        ("programs", "none", ()),
    ],
)
def test_a_cell_is_read_as_people_write_it(field: str, written: str, value: object):
    assert said([written], {field: 0}).values == {field: value}


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("odometer", "lots", "Odometer is no number: “lots”."),
        ("odometer", "12.5", "Odometer is no number"),
        ("odometer", "9999999", "Odometer is no number"),
        ("capacity", "about 18", "Tank or battery is no number such as 17.8"),
        ("fuel_level", "9/8", "Fuel level reads like 7/8, 88% or Full"),
        ("energy", "steam", "Energy is Fuel, Electric, Plug-in hybrid, not “steam”."),
        ("available_on", "soon", "Available on is no date such as 2026-03-10"),
        ("plate", "A" * 13, "Plate has 13 letters; 12 fit."),
    ],
)
def test_a_cell_that_says_nothing_sensible_is_named(field: str, written: str, words: str):
    read = said([written], {field: 0})

    assert read.values == {}
    assert words in read.faults[0]


def test_a_new_vehicle_takes_make_and_year_from_its_vin_and_the_tank_from_its_model():
    verdict = judge(**NEW_TX, programs="oneapp rental")

    assert (verdict.fate, verdict.label) == (Fate.ADDED, "2026 TX 350")
    assert verdict.why == "In preparation, home group Standard, program OneApp Rental"
    assert verdict.after is not None
    assert (verdict.after.details.make, verdict.after.details.capacity) == ("Lexus", Decimal("18.6"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"vin": "JTJBBBBB4TA000201"}, "Check digit: place 9 is 4, it should be 7. Compare with the door label."),
        ({"vin": ""}, "The VIN is missing."),
        ({"home_group": "Premuim: $20/day"}, "No group is called “Premuim: $20/day”."),
        ({"home_group": ""}, "Home group is missing, and neither the VIN nor another car tells."),
        ({"model": ""}, "Model and Tank or battery are missing, and neither the VIN nor another car tells."),
        ({"model": "GX 550"}, "Tank or battery is missing, and neither the VIN nor another car tells."),
        ({"year": "1899"}, "Model years run from 1980 to 2028."),
        ({"odometer": "none"}, "Odometer is no number: “none”."),
        ({"programs": "LCCS"}, "No program is called “LCCS”."),
        (
            {"available_on": "2026-03-10", "unavailable_on": "2026-03-10"},
            "The day it leaves comes after the day it arrives.",
        ),
    ],
)
def test_a_new_vehicle_that_can_not_be_is_refused_with_the_reason(changes: dict[str, str], why: str):
    verdict = judge(**NEW_TX | changes)

    assert (verdict.fate, verdict.why) == (Fate.REFUSED, why)


def test_a_misspelt_group_is_offered_as_the_one_that_is_meant_and_then_taken_for_it():
    verdict = judge(**NEW_TX | {"home_group": "Premuim: $20/day"})
    corrected = replace(FLEET, groups=replace(FLEET.groups, corrections={"premuim:$20/day": "Premium: $20/day"}))

    assert verdict.offer == ("home_group", "Premuim: $20/day", "Premium: $20/day")
    assert judge(corrected, **NEW_TX | {"home_group": "Premuim: $20/day"}).fate == Fate.ADDED


def test_the_second_row_of_a_vin_is_refused_and_names_the_first():
    verdict = judge(**NEW_TX, seen={NEW_TX["vin"]: 2})

    assert (verdict.fate, verdict.why) == (Fate.REFUSED, "The same VIN is in row 2.")


def test_what_differs_is_said_from_and_to():
    verdict = judge(vin="2t2bamca8pc012345", location="Lot A, row 5", stock_number="L1001", plate="")

    assert verdict.fate == Fate.CHANGED
    assert verdict.why == "Stock number: L1001. Location: Lot B, row 3 → Lot A, row 5."


def test_a_row_like_the_fleet_has_nothing_to_do():
    same = judge(vin="2T2BAMCA8PC012345", model="RX 350", home_group="STANDARD", programs="OneApp Rental")

    assert (same.fate, same.why, same.after) == (Fate.UNCHANGED, "The same as in the fleet", None)


def test_a_rented_vehicle_keeps_its_group_and_its_readings_and_says_so():
    verdict = judge(
        standing("rented"),
        vin="2T2BAMCA8PC012345",
        stock_number="L1001",
        home_group="Premium: $20/day",
        odometer="12500",
    )

    assert verdict.fate == Fate.CHANGED
    assert verdict.why == (
        "Stock number: L1001. The odometer stays: LX 350 is Rented. The home group stays: LX 350 is Rented."
    )
    assert verdict.after is not None
    assert (verdict.after.details.odometer, verdict.after.membership.home) == (12_000, STANDARD)


def test_an_old_file_never_turns_the_odometer_back():
    verdict = judge(vin="2T2BAMCA8PC012345", odometer="9000", fuel_level="1/8")

    assert verdict.fate == Fate.UNCHANGED
    assert "The odometer stays: the file says 9,000, it was read at 12,000." in verdict.why
    assert "The fuel level stays" in verdict.why


def test_a_disposed_vehicle_is_refused():
    assert judge(standing("disposed"), vin="2T2BAMCA8PC012345", plate="X").why == "LX 350 is disposed of."


def test_groups_and_programs_become_what_the_row_lists():
    verdict = judge(vin="2T2BAMCA8PC012345", home_group="Premium: $20/day", groups="Standard", programs="none")

    assert verdict.why == (
        "Home group: Standard → Premium: $20/day. Also in: none → Standard. Programs: OneApp Rental → none."
    )


def test_a_standing_is_kept_and_read_again_to_the_letter():
    full = replace(RX_350, details=replace(RX_350.details, available_on=date(2026, 3, 1), category_id=3))

    assert standing_from(plain(full)) == full


@pytest.mark.parametrize(
    ("vin", "make", "year"),
    [("JTJBBBBB7TA000201", "Lexus", 2026), ("2T2BAMCA8PC012345", "Lexus", 2023), ("5TDAAAB58RS001357", "Toyota", 2024)],
)
def test_make_and_year_are_read_from_the_vin_without_asking_anybody(vin: str, make: str, year: int):
    car = decoded(vin, this_year=2026)

    assert (car.make, car.year) == (make, year)


@pytest.mark.parametrize(
    ("manufacturer", "make"),
    [("Lexus Canada", "Lexus"), ("Tesla Motors USA", "Tesla"), ("UnsupportedBrand", ""), ("Mini", "MINI"), ("", "")],
)
def test_a_make_is_named_without_the_country_of_its_plant(manufacturer: str, make: str):
    assert make_of(manufacturer) == make


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"year": 1979}, "year"),
        ({"capacity": Decimal(0)}, "capacity"),
        ({"fuel_level": Decimal(2)}, "fuel_level"),
        ({"model": "㍿" * 21}, "model"),
        ({"plate": "㍿" * 4}, "plate"),
    ],
)
def test_what_can_not_be_true_of_a_vehicle_is_said_by_its_field(change: dict, field: str):
    assert list(contradictions(RX_350.details.with_(change), this_year=2026)) == [field]
