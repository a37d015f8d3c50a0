"""Where a vehicle is: told by the API, kept 90 days, seen by those who may, each look remembered."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from contracts.domain.handback import Handback
from contracts.domain.notices import POSITIONS_SEEN, with_notice
from contracts.models import FrozenTerms
from contracts.services.positions import PositionNotShown, look_at_position
from dealerships.domain.permissions import NotAllowed
from dealerships.domain.scopes import Scope
from dealerships.models import Effect
from dealerships.queries import history
from fleet.domain.positions import Position
from fleet.models import VehiclePosition
from fleet.services.positions import forget_positions, record_position
from tests.api.caller import caller
from tests.scenarios.counter_work import FULL, on_the_road
from tests.situations import at, riley
from tests.situations.staff import manager, porter

ON_THE_ROAD = at(10, 12)
BEFORE = at(8, 12)
BACK = at(12, 9)
NEAR_THE_STATION = {"latitude": "39.799017", "longitude": "-89.643957"}


def test_a_device_tells_where_a_car_is(desk):
    device = caller(desk.store, Scope.POSITIONS)

    with time_machine.travel(ON_THE_ROAD, tick=False):
        answer = device.post(
            f"vehicles/{desk.rx_350.vin}/position", NEAR_THE_STATION | {"measured_at": "2026-03-10T17:00:00Z"}
        )

    assert answer.status_code == 201, answer.content
    kept = VehiclePosition.objects.get(dealership=desk.store)
    assert (kept.latitude, kept.longitude) == (Decimal("39.799017"), Decimal("-89.643957"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"latitude": "90.000001"}, "latitude"),
        ({"longitude": "-180.000001"}, "longitude"),
        ({"measured_at": "2026-03-10T17:05:01Z"}, "measured_at"),  # it is 17:00
        ({"measured_at": "2025-12-10T17:00:00Z"}, "measured_at"),  # 90 days ago
        ({"measured_at": "2026-03-10T17:00:00"}, "measured_at"),
    ],
)
def test_a_place_or_time_that_can_not_be_is_refused_by_its_field(desk, scheduler, wrong, field):
    said = NEAR_THE_STATION | {"measured_at": "2026-03-10T17:00:00Z"} | wrong

    with time_machine.travel(ON_THE_ROAD, tick=False):
        answer = scheduler.post(f"vehicles/{desk.rx_350.vin}/position", said)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
    assert not VehiclePosition.objects.filter(dealership=desk.store).exists()


def test_a_measurement_that_comes_twice_is_kept_once(desk):
    seen(desk, BEFORE)
    seen(desk, BEFORE)

    assert VehiclePosition.objects.filter(dealership=desk.store).count() == 1


def test_after_ninety_days_nothing_is_left(desk):
    seen(desk, BEFORE)
    (forget,) = Effect.objects.filter(dealership=desk.store, kind__endswith="forget_positions")
    assert timedelta(days=90) <= forget.due_at - BEFORE <= timedelta(days=91)

    forget_positions(dealership=desk.store, payload={}, at=forget.due_at)

    assert not VehiclePosition.objects.filter(dealership=desk.store).exists()


def test_a_car_that_is_not_lent_is_shown_to_everybody_and_the_look_is_kept(desk):
    seen(desk, BEFORE)

    look = look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=porter(), at=BEFORE)

    assert (str(look.position.latitude), look.code) == ("39.799017", "")
    (told,) = looks(desk, f"vehicle/{desk.rx_350.vin}")
    assert told.by_name == porter().name


def test_a_contract_keeps_positions_private_unless_its_settings_say_otherwise(desk, world):
    on_the_road(desk, world)
    seen(desk, ON_THE_ROAD)

    with pytest.raises(PositionNotShown, match="keeps positions private"):
        look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=manager(), at=ON_THE_ROAD)

    assert looks(desk, f"vehicle/{desk.rx_350.vin}") == []


def test_a_setting_that_came_after_the_signature_opens_nothing(desk, world):
    work = on_the_road(desk, world)
    seen(desk, ON_THE_ROAD)

    allow_positions(desk)

    assert POSITIONS_SEEN not in FrozenTerms.objects.get(contract__reservation__code=work.code).body
    with pytest.raises(PositionNotShown, match="keeps positions private"):
        look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=manager(), at=ON_THE_ROAD)


def test_the_agreement_carries_the_notice_whatever_its_author_wrote(desk, world):
    allow_positions(desk)

    work = on_the_road(desk, world)

    signed = FrozenTerms.objects.get(contract__reservation__code=work.code)
    assert signed.body.endswith(f"<p>{POSITIONS_SEEN}</p>")
    assert with_notice(signed.body, signed.shown["fields"]) == signed.body


def test_with_the_setting_it_still_takes_the_permission(desk, world):
    allow_positions(desk)
    work = on_the_road(desk, world)
    seen(desk, ON_THE_ROAD)

    with pytest.raises(NotAllowed, match="View vehicle positions during contracts"):
        look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=porter(), at=ON_THE_ROAD)
    look = look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=manager(), at=ON_THE_ROAD)

    assert look.code == work.code
    assert [told.by_name for told in looks(desk, f"contract/{work.code}")] == [manager().name]


def test_what_was_measured_on_the_loan_stays_private_after_it(desk, world):
    work = on_the_road(desk, world)
    seen(desk, ON_THE_ROAD)
    work.finish(Handback(at=BACK, odometer=12_104, fuel=FULL), BACK)

    with pytest.raises(PositionNotShown, match=work.code):
        look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=manager(), at=BACK)
    seen(desk, BACK)

    assert look_at_position(dealership=desk.store, vin=desk.rx_350.vin, by=porter(), at=BACK).code == ""


def test_the_page_asks_first_and_shows_what_is_known(desk, client):
    seen(desk, timezone.now())
    client.force_login(riley(desk.store).user)
    page = f"/springfield/vehicles/{desk.rx_350.vin}/position/"

    asked, shown = client.get(page), client.post(page)

    assert "39.799017" not in asked.text
    assert "39.799017" in shown.text
    assert shown.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_refused_look_says_why_on_the_page_of_the_car(desk, client):
    client.force_login(riley(desk.store).user)

    answer = client.post(f"/springfield/vehicles/{desk.rx_350.vin}/position/", follow=True)

    assert answer.redirect_chain == [(f"/springfield/vehicles/{desk.rx_350.vin}/", 302)]
    assert "No position of" in answer.text


def seen(desk, when) -> None:
    """The RX 350 stood near the station."""
    place = Position(
        latitude=Decimal(NEAR_THE_STATION["latitude"]),
        longitude=Decimal(NEAR_THE_STATION["longitude"]),
        measured_at=when,
    )
    record_position(dealership=desk.store, vin=desk.rx_350.vin, position=place, at=when)


def allow_positions(desk) -> None:
    """The group's additional setting."""
    settings = desk.group.additional
    settings.view_positions = True
    settings.save(update_fields=["view_positions"])


def looks(desk, subject):
    """Who looked, as the history tells it."""
    return [event for event in history(dealership=desk.store, subject=subject) if event.verb == "position looked at"]
