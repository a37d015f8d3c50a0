"""Bad input for each field of a vehicle group's settings: said beside it, nothing saved, what was typed kept."""

from typing import Any

import pytest
from django.test import Client

from billing.queries.settings import cost_recovery, in_words, sections_of
from fleet.models import VehicleGroup
from programs.domain.additional import additional_in_words
from programs.queries.additional_settings import additional_of
from tests.beside import fields_of
from tests.settings_groups.conftest import FEES, Settings
from tests.situations import Counter

ROW_OF_FEES = {
    "fee-rows": "1",
    "fee-0-kind": "facility",
    "fee-0-frequency": "per_day",
    "fee-0-amount": "3.50",
}
ROW_OF_TAXES = {"tax-rows": "1", "tax-0-kind": "sales", "tax-0-percent": "8"}
HOLD = {"hold_kind": "both", "deposit": "50.00"}
ADDITIONAL = {"driver_minimum_age": "21", "driver_maximum_age": "", "dealer_code": "", "longest_days": "30"}
GENERAL = {"name": "Service loaners", "agreement": ""}
BAD = {
    "general": (GENERAL, {"name": "x" * 81, "agreement": "999999"}),
    "fees": (
        FEES,
        {
            "daily_rate": "-5",
            "fuel_per_unit": "three",
            "fuel_per_kwh": "0.40001",
            "fuel_allowance": "1e3",
            "fuel_allowance_basis": "the moon",
            "fuel_convenience_fee": "5.001",
            "mileage_daily_allowance": "1.5",
            "mileage_rate": "free",
            "billing_day": "lunar",
            "billing_day_minutes": "soon",
        },
    ),
    "custom_fees": (
        ROW_OF_FEES,
        {"fee-0-kind": "wizardry", "fee-0-frequency": "per_moon", "fee-0-amount": "a lot"},
    ),
    "taxes": (ROW_OF_TAXES, {"tax-0-kind": "window", "tax-0-percent": "100.01"}),
    "hold": (HOLD, {"hold_kind": "handshake", "deposit": "-50"}),
    "additional": (
        ADDITIONAL,
        {"driver_minimum_age": "9", "driver_maximum_age": "old", "dealer_code": "6" * 21, "longest_days": "401"},
    ),
}
CHOSEN = {
    "agreement",
    "fuel_allowance_basis",
    "billing_day",
    "hold_kind",
    "fee-0-kind",
    "fee-0-frequency",
    "tax-0-kind",
}
"""Nobody types these: what is not among the choices can't be shown as chosen."""


def stored(desk: Counter) -> tuple[Any, ...]:
    group = VehicleGroup.objects.get(pk=desk.group.pk)
    recovery = sections_of(cost_recovery(dealership=desk.store, settings_id=group.cost_recovery_id))
    return group.name, group.agreement_id, in_words(recovery), additional_in_words(additional_of(group.additional))


@pytest.mark.parametrize("section", BAD)
def test_each_field_of_a_section_says_what_is_wrong_with_it(settings_page: Settings, desk: Counter, section: str):
    good, bad = BAD[section]
    before, silent = stored(desk), []

    for field, typed in bad.items():
        answer = settings_page.post(section, good | {field: typed})
        shown = fields_of(answer.text, form=section.replace("_", "-"))
        kept = field in CHOSEN or shown.typed(field) == typed
        if not (answer.status_code == 422 and shown.beside(field) and kept):
            silent.append((field, answer.status_code, shown.beside(field), kept))

    assert silent == []
    assert stored(desk) == before


@pytest.mark.parametrize(
    ("section", "field", "typed", "said"),
    [
        ("general", "name", "\u200b", "Give the group a name."),
        ("general", "name", "Winter " * 70, "A name has at most 80 characters; this one has 489."),
        ("general", "name", "㍿" * 21, "A name has at most 80 characters; this one has 84."),
        ("fees", "daily_rate", "12 %", "Type an amount, such as 20 or 20.00."),
        ("fees", "daily_rate", "20 50", "Type an amount, such as 20 or 20.00."),
        ("fees", "daily_rate", "9" * 500, "Type an amount, such as 20 or 20.00."),
        ("taxes", "tax-0-percent", "$6.25", "Type a percentage, such as 6.25."),
        ("additional", "driver_minimum_age", "21 %", "Type a whole number in digits."),
        ("additional", "dealer_code", "63201 😀", "A dealer code has letters, digits and hyphens, such as 63201."),
    ],
)
def test_what_was_pasted_in_haste_is_not_made_into_something(
    settings_page: Settings, desk: Counter, section: str, field: str, typed: str, said: str
):
    before = stored(desk)

    answer = settings_page.post(section, BAD[section][0] | {field: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed}"' in answer.text
    assert stored(desk) == before


def test_a_name_is_the_same_with_what_nobody_can_see(admin: Client, desk: Counter):
    answer = admin.post("/springfield/settings/vehicle-groups/add/", {"name": "Ser\u200bvice\xadloaners\ufeff"})

    assert answer.status_code == 422
    assert "A group with this name exists." in answer.text


@pytest.mark.parametrize("section", BAD)
def test_every_field_of_the_page_has_its_bad_input(settings_page: Settings, section: str):
    asked = fields_of(settings_page.page(), form=section.replace("_", "-")).typed_or_chosen()

    assert asked <= set(BAD[section][1])


def test_every_field_has_its_bad_input():
    typed = {field for _, bad in BAD.values() for field in bad}
    sent = {field for good, _ in BAD.values() for field in good}

    assert typed == sent - {"collect_card", "daily_rate_taxable", "fee-rows", "tax-rows"}
