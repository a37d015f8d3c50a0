"""Two admins with the same section open: the second is told what the first changed, and overwrites nothing unknowing."""

import re
from decimal import Decimal

from djmoney.money import Money

from billing.domain.sections import Fees, fees_in_words
from billing.models import CostRecovery
from billing.models.sections import fees_of
from billing.services.settings import Saving, save_fees
from contracts.services.removing_groups import GroupInUse, remove_group
from dealerships.tenancy import as_dealership
from fleet.models import VehicleGroup
from fleet.services.groups import GroupNameTaken, create_group
from kernel.changes import Overtaken, fingerprint
from reservations.domain.booking import NotBookable
from tests.races import race
from tests.settings_groups.conftest import FEES
from tests.situations import at, booked, manager, shuttles
from tests.situations.staff import actor

HELEN = actor("Helen Park", "General manager")


def saving(group: VehicleGroup, shown: str, *, by=None) -> Saving:
    """Riley saves at nine, from the state of this fingerprint."""
    return Saving(
        dealership=group.dealership,
        settings_id=group.cost_recovery_id,
        subject=group.reference,
        name=group.name,
        shown=shown,
        by=by or manager(),
        at=at(9),
    )


def state(group: VehicleGroup) -> tuple[Fees, str]:
    """The fees as they are stored, and their fingerprint."""
    recovery = CostRecovery.objects.get(dealership=group.dealership, pk=group.cost_recovery_id)
    return fees_of(recovery), fingerprint(fees_in_words(fees_of(recovery), "USD"))


def daily(fees: Fees, rate: str) -> Fees:
    """The same fees at another daily rate."""
    kept = {name: getattr(fees, name) for name in Fees.__dataclass_fields__}
    return Fees(**kept | {"daily_rate": Decimal(rate)})


def test_the_second_is_shown_who_changed_what_and_nothing_is_overwritten(settings_page, desk):
    open_since = settings_page.carried("fees")
    fees, shown = state(desk.group)
    save_fees(daily(fees, "30"), saving=saving(desk.group, shown, by=HELEN))

    answer = settings_page.post("fees", FEES | {"daily_rate": "25"}, shown=open_since)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this while you had it open. Nothing was saved." in page
    assert "Helen Park" in page
    assert 'data-label="You were shown" data-wide>$45.00<' in page
    assert 'data-label="It is now" data-wide>$30.00<' in page
    assert 'data-label="You typed" data-wide>$25.00<' in page
    assert 'value="25"' in page
    assert CostRecovery.objects.get(pk=desk.group.cost_recovery_id).daily_rate == Money(30, "USD")


def test_what_the_second_left_alone_does_not_count_as_typed(settings_page, desk):
    open_since = settings_page.carried("fees")
    fees, shown = state(desk.group)
    save_fees(daily(fees, "30"), saving=saving(desk.group, shown, by=HELEN))

    page = settings_page.post("fees", FEES | {"mileage_rate": "0.30"}, shown=open_since).content.decode()

    assert 'data-label="You were shown" data-wide>$45.00<' in page
    assert 'data-label="It is now" data-wide>$30.00<' in page
    assert 'data-label="You typed" data-wide>Nothing, left as shown<' in page
    assert 'value="0.30"' in page


def test_where_what_was_shown_is_not_known_all_is_told_and_only_what_differs_counts_as_typed(settings_page):
    page = settings_page.post("fees", FEES | {"daily_rate": "25"}, shown="0123456789abcdef").content.decode()

    assert page.count('data-label="You were shown" data-wide>not known<') > 1
    assert re.findall(r'data-label="You typed" data-wide>([^<]*\$[^<]*)<', page) == ["$25.00"]


def test_whoever_has_seen_it_may_save_all_the_same(settings_page, desk):
    open_since = settings_page.carried("fees")
    fees, shown = state(desk.group)
    save_fees(daily(fees, "30"), saving=saving(desk.group, shown, by=HELEN))
    told = settings_page.post("fees", FEES | {"daily_rate": "25"}, shown=open_since).content.decode()
    known = told.split("/sections/fees/#")[1].split('name="shown" value="')[1].split('"')[0]

    answer = settings_page.post("fees", FEES | {"daily_rate": "25"}, shown=known)

    assert answer.status_code == 302
    assert CostRecovery.objects.get(pk=desk.group.cost_recovery_id).daily_rate == Money(25, "USD")


def test_another_section_is_not_in_the_way(settings_page, desk):
    open_since = settings_page.shown("hold")
    fees, shown = state(desk.group)
    save_fees(daily(fees, "30"), saving=saving(desk.group, shown, by=HELEN))

    answer = settings_page.post("hold", {"hold_kind": "none", "deposit": ""}, shown=open_since)

    assert answer.status_code == 302


def test_a_name_that_somebody_else_gave_meanwhile_is_told_too(settings_page, desk):
    open_since = settings_page.carried("general")
    settings_page.post("general", {"name": "Loaners", "agreement": ""})

    answer = settings_page.post("general", {"name": "Courtesy cars", "agreement": ""}, shown=open_since)

    assert answer.status_code == 409
    assert "Loaners" in answer.content.decode()
    assert VehicleGroup.objects.get(pk=desk.group.pk).name == "Loaners"


def test_two_who_save_at_the_same_moment_are_one_after_the_other(committed_desk):
    desk = committed_desk
    with as_dealership(desk.store):
        fees, shown = state(desk.group)

    one, other = race(
        desk.store,
        lambda: save_fees(daily(fees, "30"), saving=saving(desk.group, shown, by=HELEN)),
        lambda: save_fees(daily(fees, "25"), saving=saving(desk.group, shown)),
    )

    assert one.refusal is None
    assert isinstance(other.refusal, Overtaken)
    with as_dealership(desk.store):
        assert state(desk.group)[0].daily_rate == Decimal(30)


def test_one_name_is_given_once(committed_desk):
    store = committed_desk.store

    one, other = race(
        store,
        lambda: create_group(dealership=store, name="Premium", by=HELEN, at=at(9)),
        lambda: create_group(dealership=store, name="premium ", by=manager(), at=at(9)),
    )

    assert one.refusal is None
    assert isinstance(other.refusal, GroupNameTaken)


def test_a_booking_comes_too_late_for_a_group_that_is_being_removed(committed_desk):
    desk = committed_desk
    with as_dealership(desk.store):
        empty = shuttles(desk.store)

    one, other = race(
        desk.store,
        lambda: remove_group(dealership=desk.store, code=empty.code, by=HELEN, at=at(9)),
        lambda: booked(desk, group_id=empty.pk),
    )

    assert one.refusal is None
    assert isinstance(other.refusal, NotBookable)


def test_a_removal_sees_the_booking_that_is_being_made(committed_desk):
    desk = committed_desk
    with as_dealership(desk.store):
        empty = shuttles(desk.store)

    one, other = race(
        desk.store,
        lambda: booked(desk, group_id=empty.pk),
        lambda: remove_group(dealership=desk.store, code=empty.code, by=HELEN, at=at(9)),
    )

    assert one.refusal is None
    assert isinstance(other.refusal, GroupInUse)
    assert one.value.code in str(other.refusal)
