"""Scanning a vehicle: what its barcode says leads to its page."""

import pytest
from django.test import Client

from fleet.domain.vin import scanned
from tests.situations import Counter, rx_350_second
from tests.statements import statements

PAGE = "/springfield/vehicles/scan/"
MOST = 8


@pytest.mark.parametrize(
    "read", ["2T2BAMCA8PC012345", "I2T2BAMCA8PC012345", " i2t2bamca8pc012345\n", "LX 350", "l1001"]
)
def test_a_code_leads_to_the_vehicle(signed_in: Client, desk: Counter, read: str):
    answer = signed_in.get(PAGE, {"read": read})

    assert answer["Location"] == f"/springfield/vehicles/{desk.rx_350.vin}/"


def test_a_code_that_several_are_known_by_leads_to_the_list(signed_in: Client, desk: Counter):
    rx_350_second(desk.store, desk.group)

    answer = signed_in.get(PAGE, {"read": "RX 350"})

    assert answer["Location"] == "/springfield/vehicles/?q=RX+350"


def test_a_vin_that_nobody_knows_can_be_added(signed_in: Client, desk: Counter):
    answer = signed_in.get(PAGE, {"read": "JTJBBBBB7TA000201"})

    assert answer.status_code == 404
    assert "No vehicle here is known by “JTJBBBBB7TA000201”." in answer.text
    assert "/springfield/vehicles/new/?vin=JTJBBBBB7TA000201" in answer.text


def test_the_list_leads_to_it_and_it_asks_little(signed_in: Client, desk: Counter):
    assert PAGE in signed_in.get("/springfield/vehicles/").text
    signed_in.get(PAGE)

    with statements() as seen:
        shown = signed_in.get(PAGE)

    assert shown.status_code == 200
    assert len(seen) <= MOST, "\n".join(seen.texts)


def test_only_the_letter_of_an_import_is_left_out():
    assert scanned("I2T2BAMCA8PC012345") == "2T2BAMCA8PC012345"
    assert scanned("IS 350") == "IS 350"


def test_the_key_tag_carries_what_a_scan_takes_for_the_vehicle(signed_in: Client, desk: Counter):
    vehicle_page = f"/springfield/vehicles/{desk.rx_350.vin}/"

    tag = signed_in.get(f"{vehicle_page}tag/")
    written = tag.text.split('<span class="code">')[-1].split("<")[0]
    answer = signed_in.get(PAGE, {"read": written})

    assert f'href="{vehicle_page}tag/"' in signed_in.get(vehicle_page).text
    assert f'alt="QR code of {desk.rx_350.plate}"' in tag.text
    assert (written, answer["Location"]) == (desk.rx_350.qr, vehicle_page)
