"""The last finished contracts under edited settings: sums, how many change, and the ten that change most."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from billing.domain.bench import Recovery
from billing.domain.replay import Replay
from billing.queries.settings import cost_recovery, sections_of
from billing.services import issue_invoice
from contracts.models import Contract
from contracts.queries.replay import replayed
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from desk.views.edited_settings import recovery_of
from fleet.models import VehicleGroup
from reservations.domain.lifecycle import Status
from tests.billing.test_invoices import THREE_DAYS
from tests.situations import Counter
from tests.situations.clock import at
from tests.situations.loans import book_for_group
from tests.situations.offers import shuttles
from tests.test_bench.test_the_bench import FEES, tried


def settings_of(group: VehicleGroup) -> Recovery:
    """A group's settings as they are stored."""
    stored = cost_recovery(dealership=group.dealership, settings_id=group.cost_recovery_id)
    return recovery_of(sections_of(stored), of_program=False)


def finished(desk: Counter, *, group: VehicleGroup | None = None, day: int = 12) -> Contract:
    """A loan of three days in an RX 350, billed under its group's settings: $167.30."""
    group = group or desk.group
    loan = book_for_group(desk)
    loan.status = Status.FINISHED
    loan.save()
    usage = replace(THREE_DAYS, vehicles=(replace(THREE_DAYS.vehicles[0], model="RX 350"),))
    terms = group.cost_recovery.terms(time_zone=desk.store.time_zone)
    invoice = issue_invoice(dealership=desk.store, about=loan.reference, terms=terms, usage=usage, at=at(day))
    return Contract.objects.create(
        dealership=desk.store, reservation=loan, group=group, vehicle=desk.rx_350, invoice=invoice
    )


def dearer(group: VehicleGroup, rate: str) -> Recovery:
    """A group's settings with another daily rate."""
    stored = settings_of(group)
    return replace(stored, fees=replace(stored.fees, daily_rate=Decimal(rate)))


def test_settings_that_stay_the_same_change_no_contract(desk: Counter) -> None:
    finished(desk)

    found = replayed(dealership=desk.store, recovery=settings_of(desk.group))

    assert (found.count, found.same, found.then, found.now) == (1, 1, Decimal("167.30"), Decimal("167.30"))


def test_a_dearer_day_changes_each_contract_by_its_days(desk: Counter) -> None:
    first, second = finished(desk), finished(desk)

    found = replayed(dealership=desk.store, recovery=dearer(desk.group, "50.00"))

    assert (found.count, found.more, found.difference) == (2, 2, Decimal("32.40"))  # 2 × 3 × 5.00 + 8 %
    assert {each.code for each in found.most} == {first.reservation.code, second.reservation.code}
    assert {each.guest for each in found.most} == {desk.avery.name}


def test_only_the_contracts_of_these_settings_when_asked(desk: Counter) -> None:
    finished(desk)
    other = finished(desk, group=shuttles(desk.store))

    found = replayed(
        dealership=desk.store,
        recovery=dearer(other.group, "50.00"),
        only_settings=other.group.cost_recovery_id,
    )

    assert [each.code for each in found.most] == [other.reservation.code]


def test_a_voided_or_open_contract_is_not_replayed(desk: Counter) -> None:
    voided = finished(desk)
    voided.reservation.status = Status.VOIDED
    voided.reservation.save()

    assert replayed(dealership=desk.store, recovery=settings_of(desk.group)) == Replay()


def test_the_last_five_hundred_are_replayed(desk: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.queries.replay.LAST", 1)
    finished(desk, day=12)
    newest = finished(desk, day=13)

    found = replayed(dealership=desk.store, recovery=dearer(desk.group, "50.00"))

    assert [each.code for each in found.most] == [newest.reservation.code]


def test_the_neighbour_s_contracts_are_nobody_s_here(desk: Counter, neighbour: Dealership) -> None:
    finished(desk)
    recovery = settings_of(desk.group)

    with as_dealership(neighbour):
        assert replayed(dealership=neighbour, recovery=recovery).count == 0


def test_the_bench_shows_the_sums_and_links_what_changes_most(signed_in: Client, desk: Counter) -> None:
    contract = finished(desk)

    said = tried(signed_in, desk, **FEES | {"daily_rate": "50"}, replay="all")

    assert "On the last 1 contract: <b>$16.20</b>. 1 cost more, none the same, none less." in said
    assert f'href="/springfield/contracts/{contract.reservation.code}/"' in said
    assert "$167.30 then, $183.50 as edited" in said


def test_without_a_finished_contract_the_bench_says_so(signed_in: Client, desk: Counter) -> None:
    assert "No finished contract could be replayed." in tried(signed_in, desk, replay="own")
