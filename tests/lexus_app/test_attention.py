"""What can't be carried out is kept, with its reason in words and a way out."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from contracts.services import assign_vehicle
from customers.models import Customer
from customers.queries import current_insurance
from customers.services import forbid
from dealerships.models import Effect, Event
from fleet.models import VehicleCategory
from integrations.lexus_app.models import InboundMessage
from integrations.lexus_app.services import dismiss_message, try_message_again
from programs.models import Program
from reservations.domain.lifecycle import START
from reservations.models import Reservation
from reservations.services import advance
from tests.lexus_app.app import GUEST, INSURANCE, App, booking, cancellation, message, update
from tests.lexus_app.worker import attention, send, work
from tests.situations import Counter, at
from tests.situations.staff import manager


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(at(2), tick=True):
        yield


def effect_needing_attention() -> int:
    return Effect.objects.get(state="needs_attention").pk


def test_without_the_program_a_booking_waits_for_it(app: App, desk: Counter) -> None:
    Program.objects.update(title="One App Rental", title_key="one app rental")
    send(app, booking(insurance=INSURANCE))
    assert attention(desk.store) == ["There is no program “OneApp Rental” yet. Create it, then try again."]
    assert InboundMessage.objects.get().state == "needs_attention"

    Program.objects.update(title="OneApp Rental", title_key="oneapp rental")
    try_message_again(dealership=desk.store, effect_id=effect_needing_attention(), by=manager(), at=timezone.now())
    work(desk.store)

    booked = Reservation.objects.get()
    assert InboundMessage.objects.get().reason == f"Booked {booked.code}"
    assert attention(desk.store) == []


def test_an_unknown_category_is_named(app: App, desk: Counter) -> None:
    send(app, booking(vehicle_category="Coupe", insurance=INSURANCE))

    assert attention(desk.store) == [
        "No vehicle category is called “Coupe”. Choose one of yours for it, or add it, then try again."
    ]
    assert Reservation.objects.count() == 0
    insurance = current_insurance(dealership=desk.store, customer=desk.avery)
    assert insurance is not None
    assert insurance.expires_on.year == 2027  # the guest's data is taken all the same


def test_a_pickup_day_that_is_over_is_not_booked(app: App, desk: Counter) -> None:
    send(app, booking(pickup_at="2026-03-01T09:00:00-06:00"))

    assert attention(desk.store) == ["The period is in the past: pickup was on March 1, 2026."]


def test_a_pickup_earlier_today_is_booked(app: App, desk: Counter) -> None:
    send(app, booking(pickup_at="2026-03-02T08:00:00-06:00"))

    assert Reservation.objects.get().status == "booked"


def test_a_guest_on_do_not_rent_is_left_to_staff(app: App, desk: Counter) -> None:
    forbid(dealership=desk.store, customer=desk.avery, reason="Unpaid", by=manager(), at=timezone.now())

    send(app, booking())

    assert attention(desk.store) == ["Avery Quinn is on Do Not Rent."]


def test_without_a_free_vehicle_it_is_booked_with_an_alert(app: App, desk: Counter) -> None:
    send(app, booking(), booking(reservation_id="LX-2"))

    first, second = Reservation.objects.order_by("pk")
    assert (first.alert, second.status) == ("", "booked")
    assert "SUV" in second.alert


@pytest.mark.parametrize("account", ["acct_1Riverton", "", None])
def test_a_card_of_another_account_is_a_card_to_be_added(app: App, desk: Counter, account: str | None) -> None:
    send(app, booking(payment_method={"processor": "stripe", "account": account, "token": "pm_1"}))

    assert Reservation.objects.get().status == "booked"
    assert Event.objects.filter(verb="card to be added").exists()
    assert not Effect.objects.filter(kind__endswith="port_card").exists()


def test_a_card_to_be_added_is_told_of_once_however_often_the_app_repeats_it(app: App) -> None:
    card = {"processor": "stripe", "account": "acct_1Riverton", "token": "pm_1"}

    send(app, booking(payment_method=card), update(2, payment_method=card))
    once = Event.objects.filter(verb="card to be added").count()
    send(app, update(3, payment_method=card | {"token": "pm_2"}))

    assert (once, Event.objects.filter(verb="card to be added").count()) == (1, 2)


def test_the_token_of_the_store_s_own_account_is_looked_up_by_a_worker(app: App, desk: Counter) -> None:
    send(app, booking(payment_method={"processor": "stripe", "account": "acct_1Springfield", "token": "pm_1"}))

    effect = Effect.objects.get(kind__endswith="port_card")
    assert effect.payload == {"customer": desk.avery.code, "token": "pm_1", "account": "acct_1Springfield"}


def on_the_road(app: App, desk: Counter) -> Reservation:
    send(app, booking())
    booked = Reservation.objects.get()
    assign_vehicle(dealership=desk.store, code=booked.code, vin=desk.rx_350.vin, by=desk.advisor, at=timezone.now())
    booked.refresh_from_db()
    advance(booked, START, by=desk.advisor, at=timezone.now())
    return booked


def test_a_change_of_a_started_contract_is_left_to_staff(app: App, desk: Counter) -> None:
    booked = on_the_road(app, desk)

    send(app, update(2, pickup_at="2026-03-10T09:00:00-05:00", vehicle_category="Sedan"))

    assert attention(desk.store) == [
        f"{booked.code} has started. The app asks for another pickup time, another category; see to it at the contract."
    ]


def test_a_cancellation_of_a_started_contract_is_left_to_staff(app: App, desk: Counter) -> None:
    booked = on_the_road(app, desk)

    send(app, cancellation(2))

    booked.refresh_from_db()
    assert booked.status == "started"
    assert attention(desk.store) == [f"The app cancelled {booked.code}, which is started already."]


def test_news_that_change_nothing_on_the_road_are_fine(app: App, desk: Counter) -> None:
    on_the_road(app, desk)

    send(app, update(2, insurance=INSURANCE))

    assert attention(desk.store) == []


def test_an_assigned_vehicle_is_let_go_when_it_can_not_serve_the_new_times(app: App, desk: Counter) -> None:
    send(app, booking())
    first = Reservation.objects.get()
    assign_vehicle(dealership=desk.store, code=first.code, vin=desk.rx_350.vin, by=desk.advisor, at=timezone.now())
    later = {"pickup_at": "2026-03-12T10:00:00-05:00", "dropoff_at": "2026-03-14T09:00:00-05:00"}
    send(app, booking(reservation_id="LX-2", **later))
    second = Reservation.objects.get(external_id="LX-2")
    assign_vehicle(dealership=desk.store, code=second.code, vin=desk.rx_350.vin, by=desk.advisor, at=timezone.now())

    send(app, update(2, **later))

    first.refresh_from_db()
    assert (first.status, first.pickup_at) == ("booked", at(12, 10))
    assert first.alert


def test_cancelling_frees_the_assigned_vehicle(app: App, desk: Counter) -> None:
    send(app, booking())
    booked = Reservation.objects.get()
    assign_vehicle(dealership=desk.store, code=booked.code, vin=desk.rx_350.vin, by=desk.advisor, at=timezone.now())

    send(app, cancellation(2))

    booked.refresh_from_db()
    assert booked.status == "cancelled"
    assert not desk.rx_350.commitments.filter(closed_at__isnull=True).exists()


def test_a_newer_version_that_succeeds_answers_for_the_older(app: App, desk: Counter) -> None:
    send(app, booking(vehicle_category="Coupe"), update(2))

    assert Reservation.objects.get().status == "booked"
    assert attention(desk.store) == []
    assert list(InboundMessage.objects.order_by("pk").values_list("state", flat=True)) == ["stale", "applied"]


def test_what_is_dismissed_rests_with_its_reason(app: App, desk: Counter) -> None:
    send(app, booking(vehicle_category="Coupe"))

    effect_id = effect_needing_attention()
    dismiss_message(
        dealership=desk.store, effect_id=effect_id, reason="Called the guest", by=manager(), at=timezone.now()
    )

    row = InboundMessage.objects.get()
    assert (row.state, row.reason, attention(desk.store)) == ("dismissed", "Called the guest", [])


def test_news_of_a_guest_go_into_the_profile(app: App, desk: Counter) -> None:
    send(app, message("guest.updated", dealer_code="63201", email="Avery.Quinn@example.com", insurance=INSURANCE))

    insurance = current_insurance(dealership=desk.store, customer=desk.avery)
    assert insurance is not None
    assert insurance.expires_on.year == 2027


def test_an_id_that_the_app_names_later_leads_to_the_guest_of_the_booking(app: App, desk: Counter) -> None:
    nameless = {name: value for name, value in GUEST.items() if name != "guest_id"}
    send(app, booking(guest=nameless), update(2, guest=GUEST))

    send(app, message("guest.updated", dealer_code="63201", guest_id=GUEST["guest_id"], insurance=INSURANCE))

    insurance = current_insurance(dealership=desk.store, customer=desk.avery)
    assert insurance is not None
    assert insurance.expires_on.year == 2027


def test_news_of_a_guest_who_is_not_known_yet_wait_for_their_booking(app: App, desk: Counter) -> None:
    sam = {"full_name": "Sam Rivera", "email": "sam@example.com", "guest_id": "lexus|9"}
    send(app, message("guest.updated", dealer_code="63201", guest_id="lexus|9", insurance=INSURANCE))
    send(app, booking(guest=sam))

    with time_machine.travel(at(2, 12)):
        work(desk.store)

    insurance = current_insurance(dealership=desk.store, customer=Customer.objects.get(last_name="Rivera"))
    assert insurance is not None
    assert insurance.expires_on.year == 2027


def test_news_of_a_guest_nobody_knows_make_no_profile(app: App, desk: Counter) -> None:
    send(app, message("guest.updated", dealer_code="63201", guest_id="lexus|9", insurance=INSURANCE))

    with time_machine.travel(at(2, 12)):  # three hours later
        work(desk.store)

    assert Customer.objects.count() == 1
    assert InboundMessage.objects.get().state == "ignored"


def test_types_that_are_not_ours_are_kept_and_ignored(app: App, desk: Counter) -> None:
    send(app, message("loyalty.points", points=3))

    assert InboundMessage.objects.get().state == "ignored"


def test_categories_are_the_store_s_own(app: App, desk: Counter) -> None:
    VehicleCategory.objects.filter(name="SUV").update(name="Sport utility", name_key="sportutility")

    send(app, booking(vehicle_category=" sport Utility "))

    assert Reservation.objects.get().status == "booked"
