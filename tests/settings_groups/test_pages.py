"""The settings pages of vehicle groups: each section saves alone, and says beside its fields what is wrong."""

from decimal import Decimal

import pytest
from djmoney.money import Money

from billing.models import CostRecovery, CustomFee, Tax
from dealerships.models import Event
from fleet.models import VehicleGroup
from tests.settings_groups.conftest import FEES
from tests.situations import shuttles


def test_the_list_shows_the_groups_with_their_cars_and_prices(admin, desk):
    page = admin.get("/springfield/settings/vehicle-groups/").content.decode()

    assert "Service loaners" in page
    assert "$45.00" in page
    assert 'aria-label="Remove Service loaners"' in page


def test_a_new_group_opens_its_settings(admin, desk):
    answer = admin.post("/springfield/settings/vehicle-groups/add/", {"name": "Premium: $20/day"})

    made = VehicleGroup.objects.get(name="Premium: $20/day")
    assert answer["Location"] == f"/springfield/settings/vehicle-groups/{made.code}/"
    assert "Premium: $20/day" in admin.get(answer["Location"]).content.decode()


def test_a_form_that_was_gone_back_to_and_changed_is_another_press(admin, desk):
    def create(name: str) -> str:
        said = {"name": name, "form_key": "the same form"}
        return admin.post("/springfield/settings/vehicle-groups/add/", said)["Location"]

    winter, twice, summer = create("Winter 2025"), create("Winter 2025"), create("Summer 2026")

    assert winter == twice != summer
    assert VehicleGroup.objects.filter(name__in=["Winter 2025", "Summer 2026"]).count() == 2


def test_a_form_in_a_dialog_is_told_where_to_go_and_its_toast_waits_there(settings_page, desk):
    other = shuttles(desk.store)

    answer = settings_page.client.post(
        f"{settings_page.address}move/", {"group": other.pk}, headers={"X-Dialog": "yes"}, follow=True
    )

    assert (answer.status_code, answer["Location"]) == (204, f"{settings_page.address}remove/")
    assert "2 vehicles moved." in settings_page.client.get(answer["Location"]).text


def test_a_name_that_differs_only_by_case_and_spaces_is_taken(admin, desk):
    answer = admin.post("/springfield/settings/vehicle-groups/add/", {"name": "service LOANERS "})

    assert answer.status_code == 422
    assert "A group with this name exists. Choose another, or edit “Service loaners”." in answer.content.decode()
    assert 'value="service LOANERS "' in answer.content.decode()
    assert VehicleGroup.objects.count() == 1


def test_the_fees_are_saved_and_the_history_says_from_what_to_what(settings_page, desk):
    answer = settings_page.post("fees", FEES | {"daily_rate": "$25", "fuel_per_unit": "3.499"})

    assert answer.status_code == 302
    saved = CostRecovery.objects.get(pk=desk.group.cost_recovery_id)
    assert saved.daily_rate == Money(25, "USD")
    assert saved.fuel_per_unit == Money("3.499", "USD")
    told = Event.objects.get(verb="changed the fees")
    assert told.by_name == "Riley Okafor"
    assert told.details["Daily Rate"] == "from $45.00 to $25.00"


def test_every_fault_of_a_section_is_told_at_once_and_nothing_is_saved(settings_page, desk):
    faulty = {
        "daily_rate": "twenty",
        "fuel_convenience_fee": "5.001",
        "mileage_daily_allowance": "",
        "collect_card": "",
    }

    answer = settings_page.post("fees", FEES | faulty)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Type an amount, such as 20 or 20.00." in page
    assert "The smallest part of it is 0.01." in page
    assert "Give the daily allowance too" in page
    assert "3 fields to mend" in page
    assert 'value="twenty"' in page
    assert CostRecovery.objects.get(pk=desk.group.cost_recovery_id).daily_rate == Money(45, "USD")


def test_another_kind_of_billing_day_takes_its_usual_minutes(settings_page, desk):
    settings_page.post("fees", FEES | {"billing_day": "daily_grace"})

    saved = CostRecovery.objects.get(pk=desk.group.cost_recovery_id)
    assert (saved.billing_day, saved.billing_day_minutes) == ("daily_grace", 30)


def test_a_grace_as_long_as_a_day_is_refused(settings_page, desk):
    answer = settings_page.post("fees", FEES | {"billing_day": "calendar", "billing_day_minutes": "1440"})

    assert answer.status_code == 422
    assert "The grace is shorter than a day; 0 minutes are usual." in answer.content.decode()


def test_a_fee_is_added_without_javascript_and_then_saved(settings_page, desk):
    grown = settings_page.post("custom_fees", {"press": "add", "fee-rows": "0"})
    assert 'name="fee-0-kind"' in grown.content.decode()
    assert not CustomFee.objects.exists()

    row = {"fee-0-kind": "facility", "fee-0-frequency": "per_contract", "fee-0-amount": "3.50", "fee-0-taxable": "on"}
    settings_page.post("custom_fees", {"fee-rows": "1"} | row)

    fee = CustomFee.objects.get()
    assert (fee.kind, fee.amount, fee.taxable) == ("facility", Money("3.50", "USD"), True)


def test_what_was_typed_stays_when_a_row_is_taken_out(settings_page, desk):
    rows = {
        "tax-rows": "2",
        "tax-0-kind": "sales",
        "tax-0-percent": "8",
        "tax-1-kind": "city",
        "tax-1-percent": "1.25x",
    }

    page = settings_page.post("taxes", {"press": "remove-0"} | rows).content.decode()

    assert 'value="1.25x"' in page
    assert "Not saved yet</span>" in page.split('id="taxes"')[1].split("</form>")[0]
    assert 'name="tax-1-kind"' not in page
    assert Tax.objects.filter(settings=desk.group.cost_recovery).count() == 1


@pytest.mark.parametrize("rows", ["", "x", "-3", "51", "9" * 5000])
def test_a_section_that_comes_without_its_rows_is_not_emptied(settings_page, desk, rows):
    before = Tax.objects.filter(settings=desk.group.cost_recovery).count()

    answer = settings_page.post("taxes", {"tax-rows": rows})

    assert answer.status_code == 400
    assert Tax.objects.filter(settings=desk.group.cost_recovery).count() == before > 0


def test_the_same_tax_twice_is_refused_at_the_second(settings_page, desk):
    rows = {"tax-rows": "2", "tax-0-kind": "sales", "tax-0-percent": "8", "tax-1-kind": "sales", "tax-1-percent": "1"}

    answer = settings_page.post("taxes", rows)

    assert answer.status_code == 422
    assert answer.content.decode().count("This tax is already in the list; each may be used once.") == 1
    assert Tax.objects.get(settings=desk.group.cost_recovery).percent == Decimal(8)


def test_a_tax_above_everything_is_refused(settings_page, desk):
    answer = settings_page.post("taxes", {"tax-rows": "1", "tax-0-kind": "county", "tax-0-percent": "104"})

    assert answer.status_code == 422
    assert "A tax is between 0 and 100 percent." in answer.content.decode()


def test_a_hold_by_deposit_needs_its_amount(settings_page, desk):
    answer = settings_page.post("hold", {"hold_kind": "both", "deposit": ""})

    assert answer.status_code == 422
    assert "A hold by deposit needs the amount of the deposit." in answer.content.decode()


def test_nobody_is_older_than_the_oldest_and_younger_than_the_youngest(settings_page, desk):
    answer = settings_page.post("additional", {"driver_minimum_age": "25", "driver_maximum_age": "21"})

    assert answer.status_code == 422
    assert "Nobody of 25 or older would be young enough." in answer.content.decode()


def test_a_section_whose_prerequisite_is_off_says_so(settings_page, desk):
    settings_page.post("fees", FEES | {"collect_card": "", "daily_rate_taxable": ""})

    page = settings_page.page()
    assert "Taxes do not apply while Collect Customer Credit Card Information is off." in page
    assert "Nothing is held while Collect Customer Credit Card Information is off." in page


def test_a_tax_that_applies_to_nothing_says_so(settings_page, desk):
    settings_page.post("fees", {name: value for name, value in FEES.items() if name != "daily_rate_taxable"})

    assert "No fee is marked Taxable, so these taxes apply to nothing." in settings_page.page()


def test_the_settings_are_the_admins(advisor, settings_page, desk):
    for path in ("", "history/", "history/1/", "remove/"):
        assert advisor.get(settings_page.address + path).status_code == 404
    assert advisor.post(f"{settings_page.address}sections/fees/", FEES).status_code == 404
    assert "Vehicle groups" not in advisor.get("/springfield/settings/").content.decode()


def test_a_page_that_is_asked_for_by_a_sections_address_shows_the_whole(settings_page, desk):
    answer = settings_page.client.get(f"{settings_page.address}sections/fees/")

    assert answer["Location"] == settings_page.address
