"""Bad input for each field of an agreement: said beside it, nothing saved, what was typed kept."""

from typing import Any

import pytest
from django.test import Client

from programs.models import AgreementDraft, AgreementVersion, DriverAgreement
from tests.beside import fields_of
from tests.situations import Counter

LIST = "/springfield/settings/agreements/"


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (DriverAgreement, AgreementVersion, AgreementDraft))


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 121, "㍿" * 31])
@pytest.mark.parametrize("verb", ["add/", "{code}/rename/"])
def test_a_name_that_will_not_do_is_told_beside_it(signed_in: Client, desk: Counter, verb: str, name: str):
    before = stored()

    answer = signed_in.post(f"{LIST}{verb.format(code=desk.agreement.code)}", {"name": name})

    shown = fields_of(answer.text)
    assert answer.status_code == 422
    assert shown.beside("name")
    assert shown.typed("name") == name
    assert stored() == before
    assert DriverAgreement.objects.get(pk=desk.agreement.pk).name == "Loaner agreement"


@pytest.mark.parametrize("press", ["draft/", "publish/"])
@pytest.mark.parametrize(("field", "bad"), [("term_title", "x" * 121), ("term_text", "x" * 2001)])
def test_what_is_wrong_with_a_term_is_told_beside_its_title(
    signed_in: Client, page: str, typed: dict[str, Any], press: str, field: str, bad: str
):
    before = stored()

    answer = signed_in.post(f"{page}{press}", typed | {field: [bad, "Tolls and fines"]})

    shown = fields_of(answer.text)
    assert answer.status_code == 422
    assert "signs" in shown.beside("term_title")
    assert shown.typed(field) == bad
    assert stored() == before


@pytest.mark.parametrize("press", ["draft/", "publish/"])
def test_a_text_that_is_too_long_says_so_under_the_paper(
    signed_in: Client, page: str, typed: dict[str, Any], press: str
):
    before, endless = stored(), "x" * 60_001

    answer = signed_in.post(f"{page}{press}", typed | {"body": endless})

    shown = fields_of(answer.text)
    assert answer.status_code == 422
    assert shown.pointed_at("body") == "The text is longer than paper is patient: at most 60,000 signs."
    assert shown.typed("body").strip() == endless
    assert stored() == before
