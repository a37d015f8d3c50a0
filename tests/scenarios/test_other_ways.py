"""Loans that go other ways: the night key box, no phone, no email, STOP, a declined card."""

from dataclasses import replace
from decimal import Decimal

from billing.queries import balance
from contracts.domain.handback import Handback
from contracts.domain.links import LinkPurpose
from contracts.queries import before_start, documents, loan
from contracts.services import cancel_contract, send_guest_link
from customers.domain.details import ContactDetails
from customers.models import Customer, Message, OptOut
from customers.services import change_contact, opt_out
from dealerships.models import EventSubject
from reservations.domain.lifecycle import Status
from tests.scenarios.counter_work import FULL, Work, on_the_road, signed
from tests.scenarios.outside import World, needing_attention
from tests.situations import Counter, at, avery_quinn, book_for_group

BACK_FULL = Handback(at=at(12, 9), odometer=12_204, fuel=FULL)


def test_a_car_left_in_the_night_is_billed_until_the_night(desk: Counter, world: World):
    work = on_the_road(desk, world)
    night, morning = at(11, 23, 30), at(12, 8)

    finished = work.finish(replace(BACK_FULL, at=night, reason="Night key box"), morning)
    world.carry_out_effects(morning)

    assert finished.invoice.days == 3  # 62.5 h: begun at 0 h, 24.5 h and 49 h
    assert world.moved()[-1] == ("capture", Decimal("145.80"))
    assert told(desk, work, "finished")["reason"] == "Night key box"


def test_a_guest_without_a_phone_gets_everything_by_email(desk: Counter, world: World):
    reached_by(desk, phone="")
    work = on_the_road(desk, world)

    work.finish(BACK_FULL, at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert world.texts() == []
    assert [letter["subject"] for letter in world.emails()] == ["Your signed agreement", "Your receipt"]
    assert "STOP" not in world.emails()[0]["text"]


def test_a_guest_without_an_email_gets_everything_by_text(desk: Counter, world: World):
    reached_by(desk, email="")
    work = on_the_road(desk, world)

    work.finish(BACK_FULL, at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert len(world.texts()) == 2
    assert world.emails() == []


def test_a_guest_with_neither_is_missing_a_way_to_be_reached(desk: Counter, world: World):
    reached_by(desk, phone="", email="")
    booked = book_for_group(desk)
    found = loan(dealership=desk.store, code=booked.code)

    assert "reach" in [each.code for each in before_start(dealership=desk.store, loan=found, at=at(9, 8, 31))]


def test_stop_is_honoured_from_the_next_message_on(desk: Counter, world: World):
    work = on_the_road(desk, world)
    assert len(world.texts()) == 1

    opt_out(dealership=desk.store, phone="+13125550142", at=at(10))
    work.finish(BACK_FULL, at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert len(world.texts()) == 1
    assert [letter["subject"] for letter in world.emails()] == ["Your receipt"]


def test_stop_that_reached_only_the_gateway_is_learned_from_it(desk: Counter, world: World):
    work = on_the_road(desk, world)
    world.says("STOP")

    work.finish(BACK_FULL, at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert OptOut.objects.filter(dealership=desk.store, phone="+13125550142").exists()
    assert [letter["subject"] for letter in world.emails()] == ["Your receipt"]
    failed = Message.objects.get(dealership=desk.store, state="failed")
    assert failed.reason == "The guest has said STOP. It was sent by email."


def test_a_declined_card_says_so_and_another_one_holds(desk: Counter, world: World):
    world.card_on_file(desk.avery, "pm_card_chargeCustomerFail")
    work = signed(desk)
    work.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))

    (gap,) = before_start(dealership=desk.store, loan=loan(dealership=desk.store, code=work.code), at=at(9, 8, 49))
    assert gap.code == "hold"
    assert "Visa •• 4242 was declined for $145.80." in gap.detail
    assert world.moved() == []

    world.card_on_file(desk.avery)
    work.hold(at(9, 8, 52))
    world.carry_out_effects(at(9, 8, 52))
    work.start(at(9, 9))
    assert world.moved() == [("hold", Decimal("145.80"))]


def test_a_hold_whose_answer_was_lost_holds_once(desk: Counter, world: World):
    world.card_on_file(desk.avery)
    work = signed(desk)
    world.sandbox.client.fault("stripe", "payment_intents.create", "timeout_after", seconds=3)

    work.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 50))

    assert world.moved() == [("hold", Decimal("145.80"))]
    work.start(at(9, 9))


def test_a_difference_that_the_card_refuses_stays_unsettled(desk: Counter, world: World):
    work = on_the_road(desk, world)
    world.sandbox.client.fault("stripe", "payment_intents.create", "decline")

    # 130 mi beyond 300, × $0.25 = $32.50 more than was held
    work.finish(replace(BACK_FULL, odometer=12_004 + 430), at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert balance(dealership=desk.store, about=f"contract/{work.code}").unsettled == Decimal("32.50")
    assert world.moved()[-1] == ("capture", Decimal("145.80"))
    assert [row.kind for row in documents(dealership=desk.store, code=work.code)] == ["agreement", "receipt"]


def test_a_guest_who_owes_from_before_settles_it_first(desk: Counter, world: World):
    work = on_the_road(desk, world)
    world.sandbox.client.fault("stripe", "payment_intents.create", "decline")
    work.finish(replace(BACK_FULL, odometer=12_004 + 430), at(12, 9))
    world.carry_out_effects(at(12, 9))

    again = book_for_group(desk)
    found = loan(dealership=desk.store, code=again.code)

    gaps = {each.code: each.title for each in before_start(dealership=desk.store, loan=found, at=at(12, 10))}
    assert gaps["balance"] == "Open balance of $32.50"


def test_a_cancelled_contract_gives_the_hold_back(desk: Counter, world: World):
    world.card_on_file(desk.avery)
    work = signed(desk)
    work.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))

    ended = cancel_contract(
        dealership=desk.store, code=work.code, reason="Guest called", by=desk.advisor, at=at(9, 8, 55)
    )
    world.carry_out_effects(at(9, 8, 55))

    assert ended.status == Status.CANCELLED
    assert world.moved() == [("hold", Decimal("145.80")), ("release", Decimal("145.80"))]
    assert needing_attention(desk.store) == []


def test_the_guest_gets_a_link_to_sign(desk: Counter, world: World):
    booked = book_for_group(desk)

    send_guest_link(
        dealership=desk.store, code=booked.code, purpose=LinkPurpose.PROFILE, by=desk.advisor, at=at(9, 8, 32)
    )
    world.carry_out_effects(at(9, 8, 32))

    (text,) = world.texts()
    assert "Check your details, read and sign here within 72 hours: http://localhost:8000/springfield/g/" in text
    assert text.endswith("Reply STOP to end texts.")


def reached_by(desk: Counter, **change: str) -> Customer:
    """Avery, with less to be reached by."""
    details: ContactDetails = replace(avery_quinn(), **change)
    return change_contact(dealership=desk.store, customer=desk.avery, details=details, by=desk.advisor, at=at(2))


def told(desk: Counter, work: Work, verb: str) -> dict[str, str]:
    rows = EventSubject.objects.filter(dealership=desk.store, subject=f"contract/{work.code}", event__verb=verb)
    details: dict[str, str] = rows.get().event.details
    return details
