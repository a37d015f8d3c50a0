"""Beside the form of a new contract stands what it will cost, at most (billing.md, The JSON form)."""

from typing import Any

import pytest
from django.test import Client
from djmoney.money import Money

from billing.models import CostRecovery
from customers.models import Customer
from programs.models import ModelRate, Program
from tests.situations import Counter
from tests.situations.offers import cost_recovery, vehicle_group
from tests.statements import statements

ESTIMATE = "/springfield/contracts/new/estimate/"
TWO_DAYS = {"pickup": "2026-03-09T09:00", "dropoff": "2026-03-10T10:00"}
HTMX = {"HX-Request": "true"}


def asked(browser: Client, guest: Customer, **typed: Any) -> str:
    """What the page shows beside the form, as typed."""
    query = {"customer": guest.code, **TWO_DAYS} | typed
    return browser.get(ESTIMATE, query, headers=HTMX).text


def dear_suvs(program: Program) -> None:
    """An RX 350 costs $30.00 a day, an RZ 450e $70.00, in OneApp Rental."""
    for model, rate in (("RX 350", "30.00"), ("RZ 450e", "70.00")):
        ModelRate.objects.filter(program=program, model=model).update(rate=Money(rate, "USD"))


def test_a_loan_of_a_group_is_estimated_at_the_group_s_rate(signed_in: Client, desk: Counter) -> None:
    said = asked(signed_in, desk.avery, offer=f"g{desk.group.pk}")

    assert "2 days, at most" in said
    assert "$97.20" in said  # 2 × 45.00 + 8 %
    assert "Hold before start" in said


def test_the_preferred_model_s_rate_counts(signed_in: Client, desk: Counter) -> None:
    dear_suvs(desk.program)

    said = asked(signed_in, desk.avery, offer=f"p{desk.program.pk}", model="RX 350")

    assert "$64.80" in said  # 2 × 30.00 + 8 %
    assert "the rate of the RX 350" in said


def test_without_a_model_the_dearest_of_the_category_counts(signed_in: Client, desk: Counter) -> None:
    dear_suvs(desk.program)
    desk.es_350.category = desk.rx_350.category
    desk.es_350.model = "RZ 450e"
    desk.es_350.save()

    said = asked(signed_in, desk.avery, offer=f"p{desk.program.pk}", category=desk.rx_350.category_id)

    assert "$151.20" in said  # 2 × 70.00 + 8 %
    assert "the highest rate of" in said


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ({}, "$216.00"),  # 2 × 100.00 + 8 %: the ES 350 of the executive loaners is not listed
        ({"model": "ES 350"}, "$216.00"),
        ({"model": "RX 350"}, "$64.80"),  # 2 × 30.00 + 8 %, as listed
    ],
)
def test_a_model_that_is_not_listed_counts_with_the_rate_of_its_home_group(
    signed_in: Client, desk: Counter, typed: dict[str, str], most: str
) -> None:
    dear_suvs(desk.program)
    ModelRate.objects.filter(program=desk.program).exclude(model="RX 350").delete()
    CostRecovery.objects.filter(program=desk.program).update(daily_rate=None)
    prices = cost_recovery(desk.store, daily_rate=Money("100.00", "USD"))
    desk.es_350.home_group = vehicle_group(desk.store, "Executive loaners", cost_recovery=prices)
    desk.es_350.save()

    said = asked(signed_in, desk.avery, offer=f"p{desk.program.pk}", **typed)

    assert most in said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose a group or program"),
        ({"offer": "g999999"}, "not in use"),
        ({"offer": "nonsense"}, "Choose a group or program"),
        ({"dropoff": "2026-03-01T09:00"}, "a later drop-off"),
        ({"pickup": "soon"}, "Give a pickup"),
        ({"dropoff": "2028-03-01T09:00"}, "more than 400 days"),
    ],
)
def test_what_can_not_be_estimated_is_said(signed_in: Client, desk: Counter, typed: dict[str, str], words: str) -> None:
    offer = {} if words.startswith("Choose") else {"offer": f"g{desk.group.pk}"}

    assert words in asked(signed_in, desk.avery, **offer | typed)


def test_without_javascript_it_is_a_page_that_leads_back_to_what_was_typed(signed_in: Client, desk: Counter) -> None:
    query = {"customer": desk.avery.code, "offer": f"g{desk.group.pk}", "notes": "Child seat", **TWO_DAYS}

    page = signed_in.get(ESTIMATE, query).text

    assert "$97.20" in page
    assert "/springfield/contracts/new/?customer=" in page
    assert "notes=Child+seat" in page


def test_a_guest_that_nobody_knows_is_not_found(signed_in: Client, desk: Counter) -> None:
    assert signed_in.get(ESTIMATE, {"customer": "unknown"}).status_code == 404


def test_an_estimate_takes_few_statements_however_many_cars_there_are(signed_in: Client, desk: Counter) -> None:
    asked(signed_in, desk.avery)

    with statements() as seen:
        asked(signed_in, desk.avery, offer=f"p{desk.program.pk}", category=desk.rx_350.category_id)

    assert len(seen) <= 13, "\n".join(seen.texts)
