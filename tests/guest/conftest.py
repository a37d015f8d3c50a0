"""Avery's loan at the counter of Springfield on Monday morning, and the link to it on Avery's phone."""

from datetime import datetime

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from contracts.domain.links import LinkPurpose
from tests.guest.phone import Phone, link_to
from tests.scenarios.counter_work import FULL, Work
from tests.situations import Counter, at, book_for_group
from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "store"]


@pytest.fixture(autouse=True)
def _monday_morning(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


MONDAY: datetime = at(9, 8, 40)


@pytest.fixture
def work(desk: Counter) -> Work:
    """Avery's booking of three days, without a vehicle."""
    return Work(store=desk.store, code=book_for_group(desk).code, by=desk.advisor)


@pytest.fixture
def phone(work: Work, client: Client) -> Phone:
    """The link that was just texted, on a phone that has not opened it."""
    return Phone(client=client, link=link_to(work, LinkPurpose.PROFILE, MONDAY))


@pytest.fixture
def opened(phone: Phone) -> Phone:
    """The same, opened with the right digits."""
    phone.answer("0142")
    return phone


@pytest.fixture
def car_ready(work: Work, desk: Counter) -> Work:
    """An RX 350 is assigned, with readings and walk-around."""
    work.assign(desk.rx_350, MONDAY)
    work.read_out(12_004, FULL, MONDAY)
    return work
