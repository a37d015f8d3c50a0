"""The history of settings: who changed what, from what, when; and the whole as it stood at any time."""

import pytest
from django.db import DatabaseError, connection, transaction

from billing.models import CostRecovery, Tax
from dealerships.models import Event
from dealerships.tenancy import as_dealership
from dealerships.versions import versions
from desk.queries.vehicle_groups import group_past
from fleet.services.groups import create_group
from tests.settings_groups.conftest import FEES
from tests.situations import at, manager
from tests.statements import statements


def test_each_change_says_who_made_it_and_from_what_to_what(settings_page, desk):
    settings_page.post("fees", FEES | {"daily_rate": "25"})
    settings_page.post("hold", {"hold_kind": "both", "deposit": "50"})

    page = settings_page.client.get(f"{settings_page.address}history/").content.decode()

    assert "Riley Okafor" in page
    assert "from $45.00 to $25.00" in page
    assert "from off to $50.00" in page


def test_a_past_state_is_shown_whole(settings_page, desk):
    settings_page.post("fees", FEES | {"daily_rate": "25"})
    settings_page.post("taxes", {"tax-rows": "0"})
    settings_page.post("fees", FEES | {"daily_rate": "30"})

    past = group_past(dealership=desk.store, group=desk.group)
    page = settings_page.client.get(f"{settings_page.address}history/{len(past) - 2}/").content.decode()

    assert "<dd>$25.00</dd>" in page
    assert "<dt>Sales Tax</dt><dd>8%</dd>" in page
    assert "Newer changes followed." in page
    assert settings_page.client.get(f"{settings_page.address}history/{len(past) + 1}/").status_code == 404


def test_saving_what_is_there_already_is_no_change(settings_page, desk):
    before = len(group_past(dealership=desk.store, group=desk.group))

    settings_page.post("fees", FEES)

    assert len(group_past(dealership=desk.store, group=desk.group)) == before
    assert not Event.objects.filter(verb="changed the fees").exists()


def test_what_passes_by_the_pages_is_kept_too_without_a_name(settings_page, desk):
    settings_page.post("fees", FEES | {"daily_rate": "25"})

    CostRecovery.objects.filter(pk=desk.group.cost_recovery_id).update(daily_rate=30)
    Tax.objects.bulk_create(
        [Tax(dealership=desk.store, settings=desk.group.cost_recovery, position=2, kind="city", percent=1)]
    )

    newest = group_past(dealership=desk.store, group=desk.group)[-1]
    assert newest.by == ""
    assert [(change.label, change.after) for change in newest.changes] == [("Daily Rate", "$30.00"), ("City Tax", "1%")]


def test_versions_can_only_be_added_to(desk):
    rows = versions(CostRecovery, dealership=desk.store)

    for sql in (
        "UPDATE billing_costrecoveryversion SET collect_card = false",
        "DELETE FROM billing_costrecoveryversion",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert rows.exists()


def test_the_neighbour_sees_no_version(desk, neighbour):
    with as_dealership(neighbour):
        assert not versions(CostRecovery, dealership=desk.store).exists()


def test_the_index_tells_what_was_changed_lately(settings_page, desk):
    settings_page.post("hold", {"hold_kind": "both", "deposit": "50"})

    page = settings_page.client.get("/springfield/settings/").content.decode()

    assert "Service loaners: changed the credit card hold" in page
    assert "Security Deposit from off to $50.00" in page
    assert "changed the credit card hold" in settings_page.client.get("/springfield/settings/changes/").content.decode()


def test_the_pages_ask_little_however_long_the_history_is(settings_page, desk):
    pages = ["", "history/", "history/1/", "remove/"]
    settings_page.page()
    few = {page: asked(settings_page, page) for page in pages}
    for rate in ("25", "30"):
        settings_page.post("fees", FEES | {"daily_rate": rate})
    settings_page.page()

    many = {page: asked(settings_page, page) for page in pages}

    assert many == few
    assert max(many.values()) <= 15, many


def asked(settings_page, page) -> int:
    """How many statements a page takes."""
    with statements() as seen:
        settings_page.client.get(settings_page.address + page)
    return len(seen)


def test_the_list_asks_as_much_for_many_groups_as_for_few(admin, desk):
    admin.get("/springfield/settings/vehicle-groups/")
    with statements() as few:
        admin.get("/springfield/settings/vehicle-groups/")
    for number in range(5):
        create_group(dealership=desk.store, name=f"Group {number}", by=manager(), at=at(9))

    with statements() as many:
        admin.get("/springfield/settings/vehicle-groups/")

    assert len(few) == len(many) <= 15
