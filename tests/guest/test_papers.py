"""The guest's documents: the agreement from the start on, the receipt once the car is back."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings
from time_machine import TimeMachineFixture

from contracts.domain.handback import Handback
from contracts.domain.links import LinkPurpose
from contracts.models import Document
from dealerships.models import Dealership
from tests.guest.phone import Phone, heading, link_to, words
from tests.scenarios.conftest import world
from tests.scenarios.counter_work import Work
from tests.scenarios.outside import World
from tests.situations import Counter, at

__all__ = ["world"]

BACK = at(12, 8, 55)


@pytest.fixture
def started(car_ready: Work, desk: Counter, world: World) -> Work:
    """Avery drives the RX 350, and the agreement is sealed."""
    world.card_on_file(desk.avery)
    car_ready.sign(desk.avery, at(9, 8, 45))
    car_ready.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))
    car_ready.start(at(9, 9))
    world.carry_out_effects(at(9, 9))
    return car_ready


@pytest.fixture
def finished(started: Work, world: World) -> Work:
    """It is back with a quarter of the tank used, and the receipt is sealed."""
    handback = Handback(at=BACK, odometer=12_404, fuel=Decimal("0.750"))
    started.finish(handback, BACK)
    world.carry_out_effects(BACK)
    return started


def test_a_started_loan_shows_the_agreement_and_no_receipt(
    started: Work, client: Client, time_machine: TimeMachineFixture
) -> None:
    phone = on_the_phone(started, client, time_machine, at(9, 10))

    page = phone.get()

    assert heading(page) == "Your signed agreement"
    assert "The car is due back Thu, Mar 12, 9:00 AM." in words(page)
    assert "Download the agreement" in words(page)
    assert "receipt" not in words(page)
    assert phone.look("documents/receipt.pdf").status_code == 404


def test_the_agreement_comes_as_the_sealed_pdf(started: Work, client: Client, time_machine: TimeMachineFixture) -> None:
    phone = on_the_phone(started, client, time_machine, at(9, 10))

    file = phone.look("documents/agreement.pdf")

    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{started.code}-agreement.pdf"'
    assert "no-store" in file["Cache-Control"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(b"".join(file.streaming_content))).pages)
    assert "Avery Quinn" in text


def test_a_file_that_was_tampered_with_is_not_handed_out(
    started: Work, client: Client, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    (folder / Document.objects.get().path).write_bytes(b"%PDF-1.7 something else")
    phone = on_the_phone(started, client, time_machine, at(9, 10))

    refused = phone.look("documents/agreement.pdf")

    assert refused.status_code == 410
    assert heading(refused) == "This document can’t be shown"


def test_a_finished_loan_shows_the_receipt_line_by_line(
    finished: Work, client: Client, time_machine: TimeMachineFixture
) -> None:
    phone = on_the_phone(finished, client, time_machine, at(12, 9, 30))

    page = phone.get()
    said = words(page)

    assert heading(page) == "Receipt"
    assert "Paid" in said
    assert "Daily rate" in said
    assert "$135.00" in said  # 3 days × $45.00
    assert "$17.80" in said  # a quarter of 17.8 gallons × $4.00
    assert "$25.00" in said  # 400 mi − 3 × 100 mi = 100 mi × $0.25
    assert "Left to pay $0.00" in said
    assert "Service loaners" not in said
    assert {"receipt.pdf", "agreement.pdf"} <= {
        part.split('"')[0] for part in page.content.decode().split("documents/")
    }


def test_the_link_of_the_signature_leads_to_the_documents_after_the_start(opened: Phone, started: Work) -> None:
    assert heading(opened.get()) == "Your signed agreement"
    assert heading(opened.get("sign/")) == "Your signed agreement"
    assert heading(opened.get("card/")) == "Your signed agreement"


def test_the_documents_of_a_loan_are_not_next_door(
    started: Work, client: Client, neighbour: Dealership, time_machine: TimeMachineFixture
) -> None:
    phone = on_the_phone(started, client, time_machine, at(9, 10))

    next_door = phone.link.replace("/springfield/", f"/{neighbour.slug}/")

    assert phone.client.get(f"{next_door}documents/agreement.pdf").status_code == 404


def on_the_phone(work: Work, client: Client, clock: TimeMachineFixture, now: datetime) -> Phone:
    """The link that came with the document, opened."""
    clock.move_to(now, tick=False)
    phone = Phone(client=client, link=link_to(work, LinkPurpose.DOCUMENTS, now))
    phone.answer("0142")
    return phone
