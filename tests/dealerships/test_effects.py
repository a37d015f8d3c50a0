"""Effects: nothing lost, nothing twice, whoever dies when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from dealerships import working
from dealerships.claiming import free
from dealerships.domain.actor import SYSTEM
from dealerships.domain.effects import LEASE, NeedsAttention, State, TryAgain
from dealerships.models import DealerGroup, Dealership, Due, Effect, Event
from dealerships.relay import lease_batch
from dealerships.services import effects
from dealerships.tenancy import as_dealership

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def springfield() -> Dealership:
    group = DealerGroup.objects.create(name="Prairie Motors")
    return Dealership.objects.create(dealer_group=group, name="Lexus of Springfield", slug="s", dealer_code="63201")


class Vendor(ModuleType):
    """A vendor's edge as an effect module: answers what it was told to, and counts."""

    def __init__(self, *answers: Any) -> None:
        super().__init__("vendor")
        self.answers = list(answers)
        self.calls: list[Any] = []
        self.recorded: list[Any] = []

    def prepare(self, *, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Any:
        return payload

    def call(self, request: Any) -> Any:
        self.calls.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    def record(self, *, dealership: Dealership, payload: dict[str, Any], outcome: Any, at: datetime) -> None:
        self.recorded.append(outcome)


def ask(dealership: Dealership, *, key: str = "text:1", sequence: str = "", at: datetime = NOON) -> Effect:
    with as_dealership(dealership):
        return effects.schedule(
            dealership=dealership, kind="a.vendor", key=key, payload={"n": key}, due_at=at, at=at, sequence=sequence
        )


def work(effect: Effect, vendor: Vendor, *, at: datetime = NOON) -> Effect:
    dealership = effect.dealership
    working.perform_outside(vendor, dealership=dealership, effect_id=effect.pk, clock=lambda: at)
    with as_dealership(dealership):
        return Effect.objects.get(pk=effect.pk)


def handed_out(*, at: datetime) -> set[int]:
    return {effect for _, effect in lease_batch(at=at)}


def test_an_effect_happens_once_however_often_it_is_handed_out(springfield):
    vendor = Vendor("sent")
    effect = ask(springfield)

    work(effect, vendor)
    after = work(effect, vendor)

    assert (after.state, len(vendor.calls), vendor.recorded) == (State.DONE, 1, ["sent"])
    assert not Due.objects.exists()


def test_the_same_cause_cannot_ask_twice(springfield):
    first, second = ask(springfield), ask(springfield)

    assert first.pk == second.pk
    assert Due.objects.count() == 1


def test_an_effect_that_is_not_due_waits(springfield):
    vendor = Vendor("sent")
    effect = ask(springfield, at=NOON + timedelta(hours=1))

    work(effect, vendor, at=NOON)

    assert vendor.calls == []


def test_a_lost_worker_is_followed_by_another_when_its_lease_has_run_out(springfield):
    effect = ask(springfield)
    with as_dealership(springfield):
        claimed = working.claimed(springfield, effect.pk, NOON)
        working.lease(claimed, at=NOON)
    vendor = Vendor("sent")

    work(effect, vendor, at=NOON + LEASE - timedelta(seconds=1))
    too_early = len(vendor.calls)
    after = work(effect, vendor, at=NOON + LEASE + timedelta(seconds=1))

    assert (too_early, after.state) == (0, State.DONE)


def test_a_worker_that_lost_its_lease_records_nothing(springfield):
    effect = ask(springfield)
    quicker = Vendor("by the other")

    def overtaken() -> str:
        work(effect, quicker, at=NOON + LEASE + timedelta(seconds=1))
        return "too late"

    slow = Vendor(overtaken)
    work(effect, slow)

    assert (slow.recorded, quicker.recorded) == ([], ["by the other"])


def test_a_vendor_that_does_not_answer_is_asked_again_later(springfield):
    vendor = Vendor(TryAgain("The gateway did not answer."), "sent")
    effect = ask(springfield)

    put_off = work(effect, vendor)
    after = work(effect, vendor, at=put_off.due_at)

    assert (put_off.state, put_off.attempts, put_off.reason) == (State.WAITING, 1, "The gateway did not answer.")
    assert put_off.due_at > NOON
    assert after.state == State.DONE


def test_after_the_last_attempt_staff_see_it_and_can_try_again(springfield):
    vendor = Vendor(*[TryAgain("The gateway did not answer.")] * 7, "sent")
    effect = ask(springfield)
    for _ in range(7):
        effect = work(effect, vendor, at=effect.due_at)
    shown = effect.state

    with as_dealership(springfield):
        effects.try_again(dealership=springfield, effect_id=effect.pk, by=SYSTEM, at=effect.due_at)
    after = work(effect, vendor, at=effect.due_at)

    assert (shown, after.state) == (State.NEEDS_ATTENTION, State.DONE)


def test_what_only_a_person_can_mend_is_not_tried_again(springfield):
    vendor = Vendor(NeedsAttention("The number is a landline."))
    effect = ask(springfield)

    after = work(effect, vendor)

    assert (after.state, after.reason) == (State.NEEDS_ATTENTION, "The number is a landline.")
    assert not Due.objects.exists()


def test_our_own_fault_is_kept_and_tried_again(springfield, caplog):
    vendor = Vendor(ZeroDivisionError("ours"), "sent")
    effect = ask(springfield)

    put_off = work(effect, vendor)

    assert (put_off.state, put_off.attempts) == (State.WAITING, 1)
    assert "failed" in caplog.text


def test_an_effect_that_nobody_carries_out_any_more_is_put_off_like_any_that_fails(springfield, caplog):
    effect = ask(springfield)  # of a kind that was renamed since

    working.perform(dealership_id=springfield.pk, effect_id=effect.pk, clock=lambda: NOON)

    with as_dealership(springfield):
        put_off = Effect.objects.get()
    assert (put_off.state, put_off.attempts) == (State.WAITING, 1)
    assert "failed" in caplog.text


def test_effects_of_one_sequence_happen_in_order(springfield):
    first, second = ask(springfield, key="1", sequence="LX-1"), ask(springfield, key="2", sequence="LX-1")
    vendor = Vendor("first", "second")

    out_of_turn = work(second, vendor)
    work(first, vendor)
    in_turn = work(second, vendor)

    assert (out_of_turn.state, in_turn.state) == (State.WAITING, State.DONE)
    assert [call["n"] for call in vendor.calls] == ["1", "2"]


def test_what_follows_is_not_handed_out_in_vain_before_the_first_is_tried_again(springfield):
    first, second = ask(springfield, key="1", sequence="LX-1"), ask(springfield, key="2", sequence="LX-1")
    work(first, Vendor(TryAgain("Not now.", after=timedelta(minutes=2))))
    work(second, Vendor())

    after_a_minute = handed_out(at=NOON + timedelta(minutes=1))
    after_two = handed_out(at=NOON + timedelta(minutes=2, seconds=1))

    assert (after_a_minute, after_two) == (set(), {first.pk, second.pk})


def test_what_follows_is_handed_out_at_once_when_the_first_is_done_early(springfield):
    first, second = ask(springfield, key="1", sequence="LX-1"), ask(springfield, key="2", sequence="LX-1")
    work(first, Vendor(TryAgain("Not now.", after=timedelta(hours=2))))
    work(second, Vendor())

    ask(springfield, key="1", sequence="LX-1", at=NOON + timedelta(minutes=1))  # staff bring it forward
    work(first, Vendor("first"), at=NOON + timedelta(minutes=1))

    assert handed_out(at=NOON + timedelta(minutes=1)) == {second.pk}


def test_who_is_before_in_a_sequence_is_read_from_the_few_that_wait(springfield):
    told = {"dealership": springfield.pk, "effect": ask(springfield, sequence="LX-1").pk, "at": NOON}

    with as_dealership(springfield), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {free.shape.sql}", [told[name] for name in free.shape.names])
        plan = "\n".join(line for (line,) in cursor)

    assert "effect_waiting_in_sequence" in plan


def test_a_withdrawn_effect_never_happens(springfield):
    effect = ask(springfield)
    with as_dealership(springfield):
        effects.withdraw(dealership=springfield, key=effect.key)
    vendor = Vendor("sent")

    after = work(effect, vendor)

    assert (after.state, vendor.calls) == (State.WITHDRAWN, [])


def test_a_dismissed_effect_is_in_the_history_with_its_reason(springfield):
    effect = ask(springfield)
    work(effect, Vendor(NeedsAttention("The number is a landline.")))

    with as_dealership(springfield):
        effects.dismiss(dealership=springfield, effect_id=effect.pk, reason="Called them", by=SYSTEM, at=NOON)
        event = Event.objects.get()

    assert (event.verb, event.details["reason"]) == ("dismissed", "Called them")


def test_two_relays_never_hand_out_the_same_row(springfield):
    ask(springfield)

    once, twice = list(lease_batch(at=NOON)), list(lease_batch(at=NOON))
    again = list(lease_batch(at=NOON + timedelta(seconds=16)))

    assert (len(once), len(twice), len(again)) == (1, 0, 1)


@dataclass(frozen=True, kw_only=True)
class CarWashed:
    """A fact that two subscribers asked for."""

    vin: str


TWO_SUBSCRIBERS = {"CarWashed": ("first.subscriber", "second.subscriber")}


def test_a_fact_becomes_one_effect_per_subscriber_in_one_statement(springfield, settings, django_assert_num_queries):
    settings.SUBSCRIBERS = f"{__name__}.TWO_SUBSCRIBERS"
    with as_dealership(springfield), django_assert_num_queries(1):
        effects.publish(CarWashed(vin="JTJAAAAB0SA000131"), dealership=springfield, at=NOON, about="vehicle/1")

    with as_dealership(springfield):
        kinds = sorted(Effect.objects.values_list("kind", flat=True))
    assert (kinds, Due.objects.count()) == (["first.subscriber", "second.subscriber"], 2)
