"""Preview as PDF: sample data, printed by a worker, never an older text for a newer one."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from contracts.effects import print_preview
from dealerships.models import Effect
from programs.queries import writing
from tests.situations import Counter, at


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where documents are kept, for this test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


def test_what_was_typed_is_printed_with_sample_data(signed_in: Client, desk: Counter, page: str, typed: dict):
    body = "<p>{{ customer.name }} of {{ dealership.name }} in {{ vehicle.color }}.</p>{{ terms }}<p>Signed:</p>"
    asked = signed_in.post(f"{page}preview/print/", typed | {"body": body}, follow=True)
    not_yet = signed_in.get(f"{page}preview/pdf/?language=en-us")

    carry_out(desk)
    printed = signed_in.get(f"{page}preview/pdf/?language=en-us")

    assert "Avery Quinn of Lexus of Springfield in [vehicle.color: unknown field]." in asked.text
    assert "Being printed" in asked.text
    assert not_yet.status_code == 404
    assert printed["Content-Type"] == "application/pdf"
    text = PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert "Avery Quinn of Lexus of Springfield" in text
    assert "I pay every toll and fine of my loan." in text


def test_an_older_print_is_not_shown_for_a_newer_text_and_goes(
    signed_in: Client, desk: Counter, page: str, typed: dict, folder: Path
):
    signed_in.post(f"{page}preview/print/", typed)
    carry_out(desk)
    before = list(folder.rglob("*.pdf"))

    signed_in.post(f"{page}draft/", typed | {"body": "<p>Newer.</p>"})
    stale = signed_in.get(f"{page}preview/pdf/?language=en-us")
    carry_out(desk)

    assert stale.status_code == 404
    after = list(folder.rglob("*.pdf"))
    assert len(before) == len(after) == 1
    assert before != after


def test_asking_again_for_the_same_text_prints_nothing(signed_in: Client, desk: Counter, page: str, typed: dict):
    signed_in.post(f"{page}preview/print/", typed)
    carry_out(desk)

    again = signed_in.post(f"{page}preview/print/", typed, follow=True)

    assert "Download PDF" in again.text
    assert Effect.objects.filter(dealership=desk.store, kind="contracts.effects.print_preview").count() == 1


def test_a_preview_that_was_never_printed_has_it_printed_by_its_button(signed_in: Client, desk: Counter, page: str):
    opened = signed_in.get(f"{page}preview/")

    pressed = signed_in.post(f"{page}preview/", {"language": "en-us"}, follow=True)
    carry_out(desk)
    printed = signed_in.get(f"{page}preview/")

    assert "Print as PDF" in opened.text
    assert ("Being printed" in pressed.text, "Print as PDF" in pressed.text) == (True, False)
    assert "Download PDF" in printed.text


@pytest.mark.parametrize("language", ["en-us", "es-us"])
def test_a_pdf_says_in_which_language_its_text_is(
    signed_in: Client, desk: Counter, page: str, typed: dict, language: str
):
    begun = writing(dealership=desk.store, agreement=desk.agreement, language=language)
    text = typed | {"body": "<p>Gasolina: {{ out.fuel }}</p>", "language": language, "shown": begun.fingerprint}

    asked = signed_in.post(f"{page}preview/print/", text, follow=True)
    carry_out(desk, language=language)
    printed = signed_in.get(f"{page}preview/pdf/?language={language}")

    assert f'lang="{language}" aria-label="The agreement with sample data"' in asked.text
    assert str(PdfReader(BytesIO(printed.content)).root_object["/Lang"]) == language


def carry_out(desk: Counter, *, language: str = "en-us") -> None:
    """What a worker does."""
    payload = {"agreement": desk.agreement.code, "language": language}
    asked = print_preview.prepare(dealership=desk.store, payload=payload, at=at(9))
    assert asked is not None
    print_preview.call(asked)
