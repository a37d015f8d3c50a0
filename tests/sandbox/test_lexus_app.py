"""The Lexus App: what it sends to a dealership, how wrongly on request, and what it makes of the answers."""

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import OUTBOUND_SECRET, SIGNING_SECRET
from tests.sandbox.desk import Desk, Received

TYPED = {
    "dealer": "63201",
    "pickup": "2027-03-09T09:00",
    "dropoff": "2027-03-12T09:00",
    "category": "SUV",
    "preferred_model": "RX 350",
    "days_left": "27",
    "vin": "JTJAAAABXPA000001",
    "purchased_on": "2025-06-14",
    "name": "Avery Quinn",
    "phone": "(312) 555-0142",
    "email": "Avery.Quinn@example.com",
    "license_number": "Q500-0048-2193",
    "license_state": "IL",
    "date_of_birth": "1988-04-02",
    "license_expires_on": "2029-04-02",
    "carrier": "Acme Mutual",
    "policy_number": "PX-99812",
    "insurance_expires_on": "2027-12-31",
    "card_token": "pm_card_visa",
}
EVERYTHING = {"with_license": "1", "with_insurance": "1", "with_card": "1", "notes": "Child seat"}


def press(sandbox: RunningSandbox, button: str, **changes: Any) -> requests.Response:
    return requests.post(f"{sandbox.address}/lexus-app/{button}", data=TYPED | changes, timeout=30)


def messages(desk: Desk) -> list[Received]:
    return desk.at("/webhooks/lexus-app")


def opened(message: Received) -> Any:
    return Webhook(SIGNING_SECRET).verify(message.body.decode(), dict(message.headers.items()))


def test_a_booking_is_the_whole_reservation_signed(sandbox: RunningSandbox, desk: Desk) -> None:
    page = press(sandbox, "book", **EVERYTHING)

    document = opened(messages(desk)[0])
    reservation_id = document["data"].pop("reservation_id")
    guest_id = document["data"]["guest"].pop("guest_id")
    assert document["type"] == "reservation.created"
    assert guest_id.startswith("lexus|")
    assert document["data"] == {
        "version": 1,
        "dealer_code": "63201",
        "guest": {"full_name": "Avery Quinn", "email": "avery.quinn@example.com", "phone": "+13125550142"},
        "pickup_at": "2027-03-09T09:00:00-06:00",
        "dropoff_at": "2027-03-12T09:00:00-06:00",
        "vehicle_category": "SUV",
        "preferred_model": "RX 350",
        "reserve": {"vin": "JTJAAAABXPA000001", "purchased_on": "2025-06-14", "days_left": 27},
        "license": {
            "number": "Q500-0048-2193",
            "state": "IL",
            "country": "US",
            "date_of_birth": "1988-04-02",
            "expires_on": "2029-04-02",
        },
        "insurance": {"carrier": "Acme Mutual", "policy_number": "PX-99812", "expires_on": "2027-12-31"},
        "payment_method": {"processor": "stripe", "account": "acct_1Springfield", "token": "pm_card_visa"},
        "notes": "Child seat",
    }
    assert reservation_id in page.text


def test_what_the_guest_skips_is_left_out(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "book", vin="", preferred_model="", phone="")

    data = opened(messages(desk)[0])["data"]
    assert not {"reserve", "license", "insurance", "payment_method", "preferred_model", "notes"} & set(data)
    assert "phone" not in data["guest"]


def test_a_change_and_a_cancellation_have_higher_versions(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "book")
    chosen = {"reservation": opened(messages(desk)[0])["data"]["reservation_id"]}

    press(sandbox, "change", **chosen, category="Sedan")
    press(sandbox, "cancel", **chosen)

    updated, cancelled = (opened(message) for message in messages(desk)[1:])
    assert (updated["type"], updated["data"]["version"]) == ("reservation.updated", 2)
    assert updated["data"]["vehicle_category"] == "Sedan"
    assert cancelled["type"] == "reservation.cancelled"
    assert cancelled["data"] == chosen_cancellation(chosen["reservation"])


def chosen_cancellation(reservation_id: str) -> dict[str, Any]:
    return {
        "reservation_id": reservation_id,
        "version": 3,
        "dealer_code": "63201",
        "reason": "The guest's plans changed",
    }


def test_a_profile_is_told_apart_from_any_booking(sandbox: RunningSandbox, desk: Desk) -> None:
    page = press(sandbox, "profile", with_insurance="1")

    document = opened(messages(desk)[0])
    assert document["type"] == "guest.updated"
    assert sorted(document["data"]) == ["dealer_code", "email", "guest_id", "insurance"]
    assert "avery.quinn@example.com" in page.text


def test_there_is_nothing_to_change_before_booking(sandbox: RunningSandbox, desk: Desk) -> None:
    answer = press(sandbox, "change")

    assert answer.status_code == 422
    assert "Book first" in answer.text
    assert messages(desk) == []


def test_twice_is_the_same_message_twice(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "twice")

    first, second = messages(desk)
    assert first.headers["Webhook-id"] == second.headers["Webhook-id"]
    assert first.body == second.body


def test_in_the_wrong_order_the_change_comes_first(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "wrong-order")

    documents = [opened(message) for message in messages(desk)]
    assert [(each["type"], each["data"]["version"]) for each in documents] == [
        ("reservation.updated", 2),
        ("reservation.created", 1),
    ]
    assert documents[0]["data"]["reservation_id"] == documents[1]["data"]["reservation_id"]


@pytest.mark.parametrize("button", ["late", "bad-signature"])
def test_a_late_or_badly_signed_message_does_not_open(sandbox: RunningSandbox, desk: Desk, button: str) -> None:
    press(sandbox, button)

    with pytest.raises(WebhookVerificationError):
        opened(messages(desk)[0])


def test_a_card_number_can_be_sent_to_see_it_refused(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "card-number")

    assert "4242424242424242" in json.dumps(opened(messages(desk)[0])["data"]["payment_method"])


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"dropoff": TYPED["pickup"]}, "after pickup"),
        ({"name": " "}, "name and an email"),
        ({"pickup": "soon"}, "a date"),
    ],
)
def test_a_slip_is_said_and_nothing_is_sent(
    sandbox: RunningSandbox, desk: Desk, slip: dict[str, str], said: str
) -> None:
    answer = press(sandbox, "book", **slip)

    assert answer.status_code == 422
    assert said in answer.text
    assert messages(desk) == []


def test_the_answer_of_the_desk_is_shown(sandbox: RunningSandbox, desk: Desk) -> None:
    desk.answer = (401, '{"error": "signature"}')

    page = press(sandbox, "book")

    assert "401 signature" in page.text


def test_the_categories_are_asked_of_the_desk(sandbox: RunningSandbox, desk: Desk) -> None:
    desk.availability = {"bookable": True, "categories": [{"category": "Truck", "models": ["LX 600"], "available": 3}]}

    page = requests.get(f"{sandbox.address}/lexus-app/", timeout=30)

    asked = next(each for each in desk.received if each.path.startswith("/availability?"))
    assert asked.headers["Authorization"] == "Bearer look-only"
    assert "Truck" in page.text
    assert "3 free" in page.text


def test_a_category_that_is_full_is_shown_so_and_not_booked_unless_on_purpose(
    sandbox: RunningSandbox, desk: Desk
) -> None:
    suv, sedan = ({"category": name, "models": [], "available": free} for name, free in (("SUV", 0), ("Sedan", 2)))
    desk.availability = {"bookable": True, "categories": [suv, sedan]}

    page = requests.get(f"{sandbox.address}/lexus-app/", timeout=30).text
    refused = press(sandbox, "book")
    press(sandbox, "book", category="Sedan")
    press(sandbox, "though-full")

    assert re.search(r'value="SUV">.*Full', page)
    assert 'value="Sedan" checked' in page
    assert refused.status_code == 422
    assert "SUV is full at these times." in refused.text
    assert [opened(each)["data"]["vehicle_category"] for each in messages(desk)] == ["Sedan", "SUV"]


def test_the_usual_categories_stand_in_while_the_desk_is_silent(sandbox: RunningSandbox) -> None:
    page = requests.get(f"{sandbox.address}/lexus-app/", timeout=30)

    assert "did not answer" in page.text
    assert "RZ 450e" in page.text


def tell(
    sandbox: RunningSandbox,
    kind: str,
    data: dict[str, Any],
    *,
    secret: str = OUTBOUND_SECRET,
    message_id: str = "msg_1",
    dealer: str = "63201",
) -> requests.Response:
    body = json.dumps({"type": kind, "timestamp": "2027-03-12T15:00:00Z", "data": data})
    stamp = time.time()
    signature = Webhook(secret).sign(message_id, _instant(stamp), body)
    headers = {"webhook-id": message_id, "webhook-timestamp": str(int(stamp)), "webhook-signature": signature}
    return requests.post(f"{sandbox.address}/lexus-app/events/{dealer}", data=body, headers=headers, timeout=30)


def _instant(stamp: float) -> datetime:
    return datetime.fromtimestamp(int(stamp), tz=UTC)


def test_a_finished_loan_is_thanked_for_once(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "book")
    finished = {
        "reservation_id": opened(messages(desk)[0])["data"]["reservation_id"],
        "model": "RX 350",
        "reserve_days_used": 3,
        "reserve_days_left": 24,
    }

    answers = [tell(sandbox, "contract.finished", finished) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    (letter,) = sandbox.client.emails()
    assert (letter["recipient"], letter["subject"]) == ("avery.quinn@example.com", "Thank you, Avery")
    assert "RX 350" in letter["text"]
    assert "Reserve days left: 24" in letter["text"]
    assert [each["type"] for each in sandbox.client.partner_events()] == ["contract.finished"] * 2


def test_the_app_counts_on_from_what_the_dealership_said_was_left(sandbox: RunningSandbox, desk: Desk) -> None:
    press(sandbox, "book", days_left="30")
    reservation_id = opened(messages(desk)[0])["data"]["reservation_id"]
    before = days_left(sandbox)

    tell(sandbox, "contract.finished", {"reservation_id": reservation_id, "reserve_days_left": 27})

    assert (before, days_left(sandbox), days_left(sandbox, reservation=reservation_id)) == ("30", "27", "27")


def days_left(sandbox: RunningSandbox, **asked: str) -> str:
    page = requests.get(f"{sandbox.address}/lexus-app/", params=asked, timeout=30).text
    found = re.search(r'name="days_left"[^>]* value="(\d*)"', page)
    assert found
    return found[1]


def test_an_event_with_another_secret_is_refused_and_kept_as_such(sandbox: RunningSandbox) -> None:
    answer = tell(sandbox, "contract.finished", {}, secret=SIGNING_SECRET)

    assert answer.status_code == 401
    assert [(each["status"], each["genuine"]) for each in sandbox.client.partner_events()] == [(401, 0)]


def test_an_unknown_dealer_code_is_not_found(sandbox: RunningSandbox) -> None:
    assert tell(sandbox, "contract.started", {}, dealer="99999").status_code == 404


@pytest.mark.parametrize(("fault", "status"), [("rate_limit", 429), ("error_500_before", 500), ("gone", 410)])
def test_the_partner_may_be_out_of_order(sandbox: RunningSandbox, fault: str, status: int) -> None:
    sandbox.client.fault("lexus_app", "events", fault)

    answer = tell(sandbox, "contract.started", {"reservation_id": "LX-1"})

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (fault == "rate_limit")
    assert sandbox.client.partner_events() == []
