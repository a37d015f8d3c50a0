"""The bill of an example under the settings as they stand in the forms, beside the settings as saved."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from billing.models import CostRecovery, CustomFee, Tax
from programs.models import Program
from tests.situations import Counter
from tests.statements import statements

HTMX = {"HX-Request": "true"}
FOUR_DAYS = {
    "example-pickup": "2026-03-09T09:00",
    "example-dropoff": "2026-03-13T09:00",  # 96 h
    "example-driven": "657",
    "example-fuel_out": "8",
    "example-fuel_in": "6",
    "example-car": "RX 350/liquid/17.8",
}
FEES = {
    "collect_card": "on",
    "daily_rate": "45.00",
    "daily_rate_taxable": "on",
    "fuel_per_unit": "4.00",
    "fuel_allowance_basis": "fuel_charge",
    "mileage_daily_allowance": "100",
    "mileage_rate": "0.25",
    "billing_day": "elapsed",
    "billing_day_minutes": "1470",
}


def bench(desk: Counter) -> str:
    return f"/springfield/settings/vehicle-groups/{desk.group.code}/bench/"


def tried(browser: Client, desk: Counter, **typed: Any) -> str:
    """What the bench says of the example with this in the forms."""
    answer = browser.post(bench(desk), FOUR_DAYS | typed, headers=HTMX)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_what_is_saved_is_priced_line_by_line_with_its_working(signed_in: Client, desk: Counter) -> None:
    said = tried(signed_in, desk)

    assert "As saved" in said
    for amount in ("$180.00", "$17.80", "$64.25", "$14.40", "$276.45"):  # 4 × 45, 4.45 × 4, 257 × 0.25, 8 %, total
        assert amount in said
    assert "RX 350 at $45.00" in said
    assert "Difference: $0.00" in said


def test_a_rate_that_is_being_typed_stands_beside_the_saved_one(signed_in: Client, desk: Counter) -> None:
    said = tried(signed_in, desk, **FEES | {"daily_rate": "50"})

    assert "As edited" in said
    assert "$298.05" in said  # 200.00 + 17.80 + 64.25 + 16.00
    assert "Saved settings: $276.45" in said
    assert "Difference: $21.60" in said
    assert "Saved: $180.00" in said


def test_every_section_is_read_as_it_is_edited(signed_in: Client, desk: Counter) -> None:
    custom = {"fee-rows": "1", "fee-0-kind": "facility", "fee-0-frequency": "per_contract", "fee-0-amount": "3.50"}
    taxes = {"tax-rows": "2", "tax-0-kind": "sales", "tax-0-percent": "8", "tax-1-kind": "county", "tax-1-percent": "1"}
    hold = {"hold_kind": "both", "deposit": "50"}

    said = tried(signed_in, desk, **custom, **taxes, **hold)

    assert "Facility fee" in said
    assert "County Tax" in said
    assert "$1.80" in said  # 1 % of 180.00
    assert "deposit for incidentals $50.00" in said


def test_looking_saves_nothing(signed_in: Client, desk: Counter) -> None:
    before = rows_of_every_table()

    tried(signed_in, desk, **FEES | {"daily_rate": "99", "tax-rows": "0", "fee-rows": "0", "replay": "all"})

    stored = CostRecovery.objects.get(pk=desk.group.cost_recovery_id)
    assert str(stored.daily_rate) == "$45.00"
    assert Tax.objects.filter(settings=stored).count() == 1
    assert not CustomFee.objects.filter(settings=stored).exists()
    assert rows_of_every_table() == before


def rows_of_every_table() -> dict[str, int]:
    """How many rows each has: what was looked at, tried or replayed adds none."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_what_can_not_be_used_is_as_saved_and_says_so(signed_in: Client, desk: Counter) -> None:
    taxes = {"tax-rows": "1", "tax-0-kind": "sales", "tax-0-percent": "104"}

    said = tried(signed_in, desk, **FEES | {"daily_rate": "50", "mileage_rate": "a lot"}, **taxes)

    assert "Used as saved, because what is typed can't be: Mileage rate, Sales Tax" in said
    assert "$298.05" in said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"example-dropoff": "2026-03-01T09:00"}, "Mend the example first."),
        ({"example-dropoff": "2028-03-01T09:00"}, "more than 400 days"),
    ],
)
def test_an_example_that_can_not_be_says_so(
    signed_in: Client, desk: Counter, typed: dict[str, str], words: str
) -> None:
    assert words in tried(signed_in, desk, **typed)


def test_without_javascript_the_page_carries_what_was_typed(signed_in: Client, desk: Counter) -> None:
    page = signed_in.post(bench(desk), FEES | {"daily_rate": "50", "press": "save", "shown": "x"}).text

    assert '<input type="hidden" name="daily_rate" value="50">' in page
    assert 'name="shown"' not in page
    assert "Price the example" in page
    assert signed_in.get(bench(desk)).status_code == 200


def test_a_program_s_own_settings_keep_its_rates_by_model(signed_in: Client, desk: Counter) -> None:
    address = f"/springfield/settings/programs/{desk.program.code}/bench/"

    said = signed_in.post(address, FOUR_DAYS | FEES | {"daily_rate": "80"}, headers=HTMX).text

    assert "RX 350 at $0.00" in said
    Program.objects.filter(pk=desk.program.pk).update(cost_recovery=None)
    assert signed_in.get(address).status_code == 404


def test_only_an_admin_tries_out_settings(client: Client, desk: Counter) -> None:
    user = porter_of(desk)
    client.force_login(user)

    assert client.get(bench(desk)).status_code == 404


def porter_of(desk: Counter) -> Any:
    """Somebody with no permission besides being here."""
    desk.dana.permissions = []
    desk.dana.save()
    return desk.dana.user


def test_the_bench_takes_few_statements(signed_in: Client, desk: Counter) -> None:
    tried(signed_in, desk)

    with statements() as seen:
        tried(signed_in, desk, **FEES, replay="all")

    assert len(seen) <= 13, "\n".join(seen.texts)
