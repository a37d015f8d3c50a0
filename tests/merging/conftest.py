"""Avery Quinn twice: the profile that stays, and the one of two years ago that an advisor typed as A. Quinn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from customers.domain.details import CardDetails, ContactDetails, InsuranceDetails
from customers.domain.sources import Source
from customers.models import Customer
from customers.services import add_card, record_insurance, record_licence
from tests.situations import Counter, at, manager
from tests.situations.fixtures import committed_desk, desk, neighbour, store
from tests.situations.guests import AVERYS_CARD, AVERYS_LICENCE, stranger

__all__ = ["committed_desk", "desk", "neighbour", "store"]

TYPED_IN_2024 = ContactDetails(
    first_name="A.", last_name="Quinn", phone="+12175550188", email="aq@example.com", employer="Juniper Design"
)
PRAIRIE_HOME = InsuranceDetails(carrier="Prairie Home", policy_number="7-440-19", expires_on=date(2027, 11, 30))
AMEX = CardDetails(
    account=AVERYS_CARD.account,
    processor_customer="cus_AQuinn",
    payment_method="pm_card_amex",
    brand="amex",
    last_four="1005",
    expires_month=3,
    expires_year=2028,
)


def a_quinn(desk: Counter) -> Customer:
    """The same licence, ended in 2025; an insurance that lasts longer than Avery's; an Amex."""
    guest = stranger(desk.store, TYPED_IN_2024)
    about: dict[str, Any] = {
        "dealership": desk.store,
        "customer": guest,
        "source": Source.STAFF,
        "by": manager(),
        "at": at(1),
    }
    record_licence(licence=replace(AVERYS_LICENCE, expires_on=date(2025, 4, 2)), **about)
    record_insurance(insurance=PRAIRIE_HOME, **about)
    add_card(card=AMEX, **about)
    return guest


@pytest.fixture
def twin(desk: Counter) -> Customer:
    """A. Quinn."""
    return a_quinn(desk)
