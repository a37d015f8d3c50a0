"""*Charge later*: the hold is kept, and captured by itself before it lapses, or when staff collect."""

from datetime import timedelta
from decimal import Decimal

import pytest

from billing.models import Hold
from billing.queries import balance, leaks
from billing.services import collect
from contracts.domain.handback import Handback, UnableToFinish
from tests.scenarios.counter_work import on_the_road
from tests.scenarios.outside import World, needing_attention
from tests.situations import Counter, at

LATER = Handback(at=at(12, 9), odometer=12_334, fuel=Decimal("0.750"), charge_later=True)
A_DAY = timedelta(hours=24)
A_MINUTE = timedelta(minutes=1)


def test_what_is_charged_later_is_captured_a_day_before_the_hold_lapses(desk: Counter, world: World):
    allow_charge_later(desk)
    work = on_the_road(desk, world)
    work.finish(LATER, at(12, 9))
    world.carry_out_effects(at(12, 9))
    kept = Hold.objects.get(dealership=desk.store)
    assert kept.capture_before
    assert world.moved() == [("hold", Decimal("145.80"))]

    world.carry_out_effects(kept.capture_before - A_DAY - A_MINUTE)
    assert world.moved() == [("hold", Decimal("145.80"))]
    world.carry_out_effects(kept.capture_before - A_DAY)

    assert world.moved()[1:] == [("capture", Decimal("145.80")), ("charge", Decimal("25.30"))]  # of 171.10
    assert balance(dealership=desk.store, about=kept.about).unsettled == 0
    assert leaks(dealership=desk.store) == []
    assert needing_attention(desk.store) == []


def test_what_staff_collect_before_is_not_captured_again(desk: Counter, world: World):
    allow_charge_later(desk)
    work = on_the_road(desk, world)
    bill = work.finish(LATER, at(12, 9)).invoice
    world.carry_out_effects(at(12, 9))

    collect(dealership=desk.store, invoice=bill, card=None, by=desk.advisor, at=at(13, 10))
    world.carry_out_effects(at(13, 10))
    kept = Hold.objects.get(dealership=desk.store)
    assert kept.capture_before
    world.carry_out_effects(kept.capture_before - A_DAY)

    assert world.moved()[1:] == [("capture", Decimal("145.80")), ("charge", Decimal("25.30"))]
    assert balance(dealership=desk.store, about=kept.about).unsettled == 0


def test_settings_that_do_not_allow_it_refuse_and_nothing_ends(desk: Counter, world: World):
    work = on_the_road(desk, world)

    with pytest.raises(UnableToFinish, match="Settle it now"):
        work.finish(LATER, at(12, 9))

    desk.rx_350.refresh_from_db()
    assert desk.rx_350.status == "rented"


def allow_charge_later(desk: Counter) -> None:
    """The group's additional setting."""
    settings = desk.group.additional
    settings.charge_later_allowed = True
    settings.save(update_fields=["charge_later_allowed"])
