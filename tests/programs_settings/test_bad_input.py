"""Bad input for each field of a program's page: said beside it, nothing saved, what was typed kept."""

from typing import Any

import pytest
from django.test import Client

from dealerships.models import Event
from programs.models import Program
from tests.beside import fields_of
from tests.programs_settings.forms import form_of, send
from tests.situations import Counter

LIST = "/springfield/settings/programs/"
BAD: dict[str, dict[str, str]] = {
    "general": {"title": "x" * 121, "agreement": "999999", "channel": "fax"},
    "rates": {"rate_es350": "a lot", "rate_rx350": "-5", "rate_rz450e": "100,001"},
    "entitlement": {"days": "401", "years": "ever", "model": "x" * 81, "after": "9.001"},
    "own_cost_recovery": {"whose": "mine"},
    "own_additional": {"whose": "theirs"},
}
CHOSEN = {"agreement", "channel", "whose", "like"}
"""Nobody types these: what is not among the choices can't be shown as chosen."""
OWN = {
    "fees": {"collect_card": "on", "fuel_allowance_basis": "fuel_charge", "billing_day": "elapsed", "daily_rate": "x"},
    "hold": {"hold_kind": "deposit", "deposit": "-1"},
    "additional": {"longest_days": "401"},
}


def stored(desk: Counter) -> tuple[Any, int]:
    [program] = Program.objects.filter(pk=desk.program.pk).values()
    return program, Event.objects.count()


@pytest.mark.parametrize("section", BAD)
def test_each_field_of_a_section_says_what_is_wrong_with_it(signed_in: Client, desk: Counter, page: str, section: str):
    before, silent = stored(desk), []
    good = form_of(signed_in, page, section)

    for field, typed in BAD[section].items():
        answer = signed_in.post(f"{page}sections/{section}/", good | {field: typed, "form_key": field})
        shown = fields_of(answer.text, form=section.replace("_", "-"))
        kept = field in CHOSEN or shown.typed(field) == typed
        if not (answer.status_code == 422 and shown.beside(field) and kept):
            silent.append((field, answer.status_code, shown.beside(field), kept))

    assert silent == []
    assert stored(desk) == before


def test_every_field_of_the_page_has_its_bad_input(signed_in: Client, desk: Counter, page: str):
    html = signed_in.get(page).text

    for section, bad in BAD.items():
        assert fields_of(html, form=section.replace("_", "-")).typed_or_chosen() - {"like"} == set(bad), section


@pytest.mark.parametrize("title", ["\u200b", "㍿" * 31])
@pytest.mark.parametrize("verb", ["add/", "{code}/sections/general/"])
def test_a_title_can_be_seen_and_kept(signed_in: Client, desk: Counter, page: str, verb: str, title: str):
    before = stored(desk)
    good = form_of(signed_in, page, "general")

    answer = signed_in.post(f"{LIST}{verb.format(code=desk.program.code)}", good | {"title": title})

    shown = fields_of(answer.text)
    assert answer.status_code == 422
    assert shown.beside("title")
    assert shown.typed("title") == title
    assert stored(desk) == before


@pytest.mark.parametrize("section", ["own_cost_recovery", "own_additional"])
def test_a_group_that_is_gone_is_no_beginning(signed_in: Client, desk: Counter, page: str, section: str):
    send(signed_in, page, section, whose="group")
    before = stored(desk)

    answer = send(signed_in, page, section, whose="own", like="999999")

    assert answer.status_code == 422
    said = fields_of(answer.text, form=section.replace("_", "-")).beside("like")
    assert said == "This group is not in use any more. Choose another."
    assert stored(desk) == before


@pytest.mark.parametrize("section", OWN)
def test_settings_of_its_own_are_told_where_they_are_typed(signed_in: Client, desk: Counter, page: str, section: str):
    before, typed = stored(desk), OWN[section]
    *_, (field, written) = typed.items()

    answer = signed_in.post(f"{page}own/{section}/", {"press": "save", "shown": ""} | typed)

    shown = fields_of(answer.text, form=section)
    assert answer.status_code == 422
    assert shown.beside(field)
    assert shown.typed(field) == written
    assert stored(desk) == before


@pytest.mark.parametrize(("title", "said"), [("", "Give the program a title."), ("x" * 121, "at most 120 characters")])
def test_a_new_program_has_a_title(signed_in: Client, desk: Counter, title: str, said: str):
    answer = signed_in.post(f"{LIST}add/", {"title": title})

    shown = fields_of(answer.text)
    assert answer.status_code == 422
    assert said in shown.beside("title")
    assert shown.typed("title") == title
    assert Program.objects.filter(dealership=desk.store).count() == 1


def test_a_title_that_another_program_has_is_told_beside_it(signed_in: Client, desk: Counter):
    answer = signed_in.post(f"{LIST}add/", {"title": " oneapp RENTAL "})

    shown = fields_of(answer.text)
    assert shown.beside("title") == "There is a program “oneapp RENTAL” already. Choose another title."
    assert shown.typed("title").strip() == "oneapp RENTAL"
