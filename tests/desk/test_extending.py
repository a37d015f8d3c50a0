"""A contract that is out comes back later, by the counter's own form."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from reservations.models import Reservation
from tests.desk.test_a_loan_by_forms import AT, on_the_road
from tests.scenarios.outside import World
from tests.situations import Counter

ONE_DAY, LONGER_THAN_ANY_LOAN = timedelta(days=1), timedelta(days=40)


def test_the_drop_off_moves_or_the_form_says_why_not(signed_in: Client, desk: Counter, world: World) -> None:
    page = on_the_road(signed_in, desk, world)
    loan = Reservation.objects.get()

    shown = signed_in.get(page).text
    asked = signed_in.get(f"{page}extend/").text
    moved = signed_in.post(f"{page}extend/", said(desk, loan.dropoff_at + ONE_DAY))
    too_long = signed_in.post(f"{page}extend/", said(desk, loan.dropoff_at + LONGER_THAN_ANY_LOAN))
    past = signed_in.post(f"{page}extend/", said(desk, timezone.now() - ONE_DAY))
    before_pickup = signed_in.post(f"{page}extend/", said(desk, loan.pickup_at - timedelta(minutes=5)))

    assert f'href="{page}extend/"' in shown
    assert said(desk, loan.dropoff_at)["dropoff_at"] in asked
    assert moved["Location"] == page
    assert [answer.status_code for answer in (too_long, past, before_pickup)] == [422, 422, 422]
    assert "30 days" in too_long.text
    assert "The drop-off must be in the future." in past.text
    assert "Drop-off must be after pickup." in before_pickup.text
    assert Reservation.objects.get().dropoff_at == loan.dropoff_at + ONE_DAY


def test_a_booking_that_is_not_out_yet_is_changed_elsewhere(
    signed_in: Client, desk: Counter, booked: Reservation
) -> None:
    page = f"{AT}/contracts/{booked.code}/"
    signed_in.post(f"{page}assign/", {"vin": desk.rx_350.vin})

    answer = signed_in.post(f"{page}extend/", said(desk, booked.dropoff_at + ONE_DAY))

    assert answer.status_code == 422
    assert "Only the drop-off of a contract that is out can be moved here." in answer.text
    assert "extend/" not in signed_in.get(page).text


def said(desk: Counter, dropoff_at: datetime) -> dict[str, str]:
    """The new drop-off as the browser sends it."""
    return {"dropoff_at": f"{desk.store.local(dropoff_at):%Y-%m-%dT%H:%M}"}
