"""The way out of what needs attention: look, choose a category once, try all of a kind again, dismiss."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from customers.services import allow, forbid
from dealerships.addresses import address
from dealerships.models import Dealership, Effect, Event
from dealerships.services.effects import schedule
from fleet.models import VehicleCategory
from integrations.lexus_app import queries
from integrations.lexus_app.attention import (
    KINDS,
    ChangedAfterStart,
    GuestMustNotRent,
    NoProgram,
    Refused,
    UnknownCategory,
    kind_of,
)
from integrations.lexus_app.models import CategoryMapping, InboundMessage
from integrations.lexus_app.porting import PORT_CARD
from integrations.lexus_app.queries.attention import LABELS, SHOWN
from integrations.lexus_app.queries.received import masked
from integrations.lexus_app.services import NoSuchCategory, choose_category, dismiss_message, try_message_again
from programs.models import Program
from reservations.models import Reservation
from tests.lexus_app.app import INSURANCE, LICENCE, App, booking, update
from tests.lexus_app.worker import attention, send, work
from tests.situations import Counter, at, riley
from tests.situations.staff import manager

NOON = at(2, 12)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def danas(desk: Counter) -> Client:
    """The browser of Dana, who is no admin."""
    browser = Client()
    assert desk.dana.user is not None
    browser.force_login(desk.dana.user)
    return browser


@pytest.fixture
def rileys(store: Dealership) -> Client:
    """The browser of Riley, an admin."""
    browser = Client()
    user = riley(store).user
    assert user is not None
    browser.force_login(user)
    return browser


def coupes(app: App, number: int) -> None:
    """So many bookings of a category that nobody here knows."""
    send(app, *(booking(reservation_id=f"LX-{each}", vehicle_category="Coupe") for each in range(number)))


def effects() -> list[int]:
    return list(Effect.objects.filter(state="needs_attention").order_by("pk").values_list("pk", flat=True))


def shown(browser: Client, desk: Counter) -> str:
    message = InboundMessage.objects.latest("pk")
    return browser.get(address(desk.store, "lexus_app_received", received=message.pk)).content.decode()


def test_a_category_is_chosen_once_and_all_that_waited_for_it_is_booked(app: App, desk: Counter, danas: Client) -> None:
    coupes(app, 3)
    sedan = VehicleCategory.objects.get(name="Sedan")

    answer = danas.post(
        address(desk.store, "lexus_app_choose_category", effect=effects()[0]), {"category": sedan.pk}, follow=True
    )
    work(desk.store)

    assert "“Coupe” is Sedan from now on. 3 messages are tried again." in answer.content.decode()
    assert [booked.category for booked in Reservation.objects.all()] == [sedan] * 3
    assert attention(desk.store) == []


@pytest.mark.parametrize(
    ("name", "again", "and_again"), [("Coupe", " COUPE", "coupe"), ("㍿" * 80, "㍿" * 80, "株式会社" * 20)]
)
def test_what_was_chosen_is_remembered_until_it_is_removed(
    app: App, desk: Counter, name: str, again: str, and_again: str
) -> None:
    suv = VehicleCategory.objects.get(name="SUV")
    choose_category(dealership=desk.store, name=name, category_id=suv.pk, by=manager(), at=NOON)

    send(app, booking(vehicle_category=again), update(2, vehicle_category=and_again, notes="Child seat"))
    assert Reservation.objects.get().category == suv

    CategoryMapping.objects.get().delete()
    send(app, booking(reservation_id="LX-2", vehicle_category=name))
    assert len(attention(desk.store)) == 1


def test_our_own_name_comes_before_what_was_chosen(app: App, desk: Counter) -> None:
    sedan = VehicleCategory.objects.get(name="Sedan")
    choose_category(dealership=desk.store, name="SUV", category_id=sedan.pk, by=manager(), at=NOON)

    send(app, booking())

    assert Reservation.objects.get().category == VehicleCategory.objects.get(name="SUV")


def test_a_category_of_nobody_is_refused(app: App, desk: Counter, danas: Client) -> None:
    coupes(app, 1)

    answer = danas.post(
        address(desk.store, "lexus_app_choose_category", effect=effects()[0]), {"category": 0}, follow=True
    )

    assert "Choose one of your categories." in answer.content.decode()
    with pytest.raises(NoSuchCategory):
        choose_category(dealership=desk.store, name="Coupe", category_id=0, by=manager(), at=NOON)


def test_all_of_a_kind_are_tried_again_and_the_others_are_left(app: App, desk: Counter, danas: Client) -> None:
    Program.objects.update(title_key="another")
    send(app, *(booking(reservation_id=f"LX-{each}") for each in range(2)))
    Program.objects.update(title_key="oneapp rental")
    coupes(app, 1)

    danas.post(address(desk.store, "lexus_app_try_all_again"), {"kind": "NoProgram"})
    work(desk.store)

    assert Reservation.objects.count() == 2
    assert [kind_of(reason) for reason in attention(desk.store)] == [UnknownCategory]
    assert Event.objects.get(verb="tried again").details["together"] == 2
    assert danas.post(address(desk.store, "lexus_app_try_all_again"), {"kind": "Nothing"}).status_code == 404


def test_what_was_refused_for_another_reason_is_tried_again_together_too(
    app: App, desk: Counter, danas: Client, rileys: Client
) -> None:
    Program.objects.update(channel="staff")
    send(app, *(booking(reservation_id=f"LX-{each}") for each in range(2)))
    assert (
        "Try all 2 refused for another reason again"
        in rileys.get(address(desk.store, "lexus_app_settings")).content.decode()
    )

    Program.objects.update(channel="")
    danas.post(address(desk.store, "lexus_app_try_all_again"), {"kind": "Refused"})
    work(desk.store)

    assert (Reservation.objects.count(), attention(desk.store)) == (2, [])


def test_all_that_need_attention_are_counted_though_only_the_newest_are_listed(
    app: App, desk: Counter, rileys: Client
) -> None:
    coupes(app, SHOWN + 2)

    page = rileys.get(address(desk.store, "lexus_app_settings")).content.decode()

    assert 'Needs attention<span class="count">27</span>' in page
    assert "Try all 27 of an unknown category again" in page
    assert "The newest 25 of 27." in page


def test_personal_data_is_masked_until_somebody_asks_and_that_is_written_down(
    app: App, desk: Counter, danas: Client
) -> None:
    send(app, booking(vehicle_category="Coupe", license=LICENCE, insurance=INSURANCE, notes="Call my mother"))
    message = InboundMessage.objects.get()

    before = shown(danas, desk)
    danas.post(address(desk.store, "lexus_app_look", received=message.pk))
    asked, after = shown(danas, desk), shown(danas, desk)

    for secret in ("Q500-0048-2193", "1988-04-02", "PX-99812", "avery.quinn@example.com", "Call my mother"):
        assert secret not in before
        assert secret in asked
        assert secret not in after
    assert "LX-7F3K9Q2M" in before
    looked = Event.objects.get(verb="looked at personal data")
    assert (looked.by_name, looked.details["webhook id"]) == ("Dana Whitfield", message.webhook_id)


def test_an_id_as_long_as_may_be_is_left_to_staff_who_look_at_it(app: App, desk: Counter, danas: Client) -> None:
    send(app, booking(reservation_id="L" * 80, vehicle_category="Coupe"))

    looked = danas.post(address(desk.store, "lexus_app_look", received=InboundMessage.objects.get().pk))

    assert [reason.partition(".")[0] for reason in attention(desk.store)] == ["No vehicle category is called “Coupe”"]
    assert looked.status_code == 302
    assert Event.objects.filter(verb="looked at personal data").exists()


def test_half_a_character_in_a_message_is_looked_at_like_any_other(app: App, desk: Counter, danas: Client) -> None:
    send(app, booking(vehicle_category="Coupe", nickname="\ud83d"))

    danas.post(address(desk.store, "lexus_app_look", received=InboundMessage.objects.get().pk))

    assert "&quot;nickname&quot;: &quot;\\ud83d&quot;" in shown(danas, desk)


def test_what_the_contract_does_not_name_is_masked_name_and_all() -> None:
    told = {"type": "x", "data": {"version": 1, "mother": "Ann", "Ann Quinn": {"deep": [1]}, "guest": {"nick": "Av"}}}

    assert masked(told) == {"type": "x", "data": {"version": 1, "••••": {"••••": "••••"}, "guest": {"••••": "••••"}}}


def test_the_dashboard_leads_to_the_message_and_asks_why_before_it_is_dismissed(
    app: App, desk: Counter, danas: Client
) -> None:
    coupes(app, 1)
    effect = effects()[0]
    dashboard = danas.get(address(desk.store, "dashboard")).content.decode()
    assert address(desk.store, "lexus_app_attend", effect=effect) in dashboard
    there = danas.get(address(desk.store, "lexus_app_attend", effect=effect), follow=True).content.decode()
    assert "LX-0 could not be placed" in there
    assert re.search(r"<option[^>]*>Sedan</option>", there)

    dismissal = address(desk.store, "lexus_app_dismiss", effect=effect)
    without = danas.post(dismissal, {"reason": ""})
    answer = danas.post(dismissal, {"reason": "Called the guest"})

    assert (without.status_code, answer.status_code) == (422, 302)
    assert answer["Location"] == address(desk.store, "dashboard")
    assert InboundMessage.objects.get().reason == "Called the guest"


def retried(desk: Counter) -> None:
    """Somebody presses *Try again*, and the worker does."""
    try_message_again(dealership=desk.store, effect_id=effects()[0], by=manager(), at=NOON)
    work(desk.store)


def test_a_guest_who_may_rent_again_is_booked_when_it_is_tried_again(app: App, desk: Counter) -> None:
    forbid(dealership=desk.store, customer=desk.avery, reason="Unpaid", by=manager(), at=NOON)
    send(app, booking())
    retried(desk)
    assert attention(desk.store) == ["Avery Quinn is on Do Not Rent."]

    allow(dealership=desk.store, customer=desk.avery, reason="Paid", by=manager(), at=NOON)
    retried(desk)

    assert (Reservation.objects.get().status, attention(desk.store)) == ("booked", [])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pickup_at": "2026-03-01T09:00:00-06:00"}, "The period is in the past: pickup was on March 1, 2026."),
        ({"dropoff_at": "2026-12-01T09:00:00-06:00"}, "A loan from here can last 30 days at most."),
    ],
)
def test_what_the_app_puts_right_itself_needs_nobody_any_more(
    app: App, desk: Counter, changes: dict[str, str], reason: str
) -> None:
    send(app, booking(**changes))
    assert reason in attention(desk.store)[0]

    send(app, update(2))

    assert (Reservation.objects.get().status, attention(desk.store)) == ("booked", [])


def test_a_change_of_a_finished_contract_is_left_to_staff_who_dismiss_it(app: App, desk: Counter) -> None:
    send(app, booking())
    booked = Reservation.objects.get()
    Reservation.objects.filter(pk=booked.pk).update(status="finished")

    send(app, update(2, notes="Late"))
    assert attention(desk.store) == [f"{booked.code} is finished already, and the app has changed it."]
    dismiss_message(dealership=desk.store, effect_id=effects()[0], reason="Told the guest", by=manager(), at=NOON)

    assert attention(desk.store) == []


def test_a_card_that_was_not_added_leads_to_the_guest_s_profile(app: App, desk: Counter) -> None:
    payload = {"customer": desk.avery.code, "token": "pm_1", "account": "acct_1Springfield"}
    made = schedule(dealership=desk.store, kind=PORT_CARD, key="card", payload=payload, due_at=NOON, at=NOON)
    reason = "The card is on file in another profile."
    Effect.objects.filter(pk=made.pk).update(state="needs_attention", attempts=1, reason=reason)

    (one,) = queries.attention(dealership=desk.store, of=queries.troubled(dealership=desk.store))

    assert (one.title, one.reason, one.customer) == ("A card from the app was not added", reason, desk.avery.code)


def test_a_reason_is_known_by_its_words() -> None:
    written = {
        NoProgram: NoProgram(),
        UnknownCategory: UnknownCategory("Cou.pe”"),
        GuestMustNotRent: GuestMustNotRent("Avery Quinn"),
        ChangedAfterStart: ChangedAfterStart("LS-7Q4M", "another pickup time"),
        Refused: Refused("Choose a vehicle group or a program that is in use."),
    }

    assert {kind: kind_of(str(reason)) for kind, reason in written.items()} == {kind: kind for kind in written}
    assert {kind.__name__ for kind in (*KINDS, Refused)} < set(LABELS)
