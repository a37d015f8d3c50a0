"""The sections of a program: each saved by itself, each setting matters, nothing typed is lost, nobody overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from djmoney.money import Money

from billing.models import CostRecovery, CustomFee
from billing.queries.settings import cost_recovery, sections_of
from contracts.queries.agreed import terms_agreed
from contracts.services import freeze_terms
from dealerships.domain.permissions import NotAllowed
from dealerships.models import Event
from desk.queries.program_past import program_past
from integrations.lexus_app.reserving import account_for
from integrations.lexus_app.told import ReserveTold
from programs.models import ModelRate, Program
from programs.queries import ledger
from programs.queries.additional_settings import additional_of
from programs.services.agreements import create_agreement, publish_version
from programs.services.programs import create_program
from reservations.domain.booking import NotBookable
from reservations.domain.channels import Channel
from tests.contracts.at_the_counter import Loan
from tests.programs_settings.forms import form_of, save_own, send
from tests.scenarios.counter_work import FULL
from tests.situations import Counter, at, book_for_program, manager
from tests.situations.offers import shuttles
from tests.situations.staff import porter
from tests.statements import statements

MOST = 15
LIST = "/springfield/settings/programs/"


def test_a_new_program_opens_to_be_set_up_and_its_title_is_used_once(signed_in: Client, desk: Counter):
    made = signed_in.post(f"{LIST}add/", {"title": "LCCS Courtesy"})
    again = signed_in.post(f"{LIST}add/", {"title": " lccs courtesy"})

    program = Program.objects.get(dealership=desk.store, title="LCCS Courtesy")
    assert made["Location"] == f"{LIST}{program.code}/"
    assert "0 vehicles, 0 open contracts" in signed_in.get(made["Location"]).text
    assert again.status_code == 422
    assert 'id="id_title_error"' in again.text
    assert "There is a program “lccs courtesy” already." in again.text


@pytest.mark.parametrize(
    ("title", "linked", "near"),
    [
        (" oneapp RENTAL ", True, False),
        ("One App Rental", False, True),
        ("OneApp  Rental", False, True),
        ("Courtesy", False, False),
    ],
)
def test_the_page_says_whether_the_app_finds_the_title(
    signed_in: Client, desk: Counter, page: str, title: str, linked: bool, near: bool
):
    saved = send(signed_in, page, "general", title=title)

    shown = signed_in.get(page).text
    assert saved.status_code == 302
    assert ("Linked to the Lexus App" in shown) is linked
    assert ("will not be linked to the Lexus App" in shown) is near


def test_a_title_that_another_program_has_is_refused_beside_the_field(signed_in: Client, desk: Counter, page: str):
    create_program(dealership=desk.store, title="LCCS Courtesy", by=manager(), at=at(9))

    answer = send(signed_in, page, "general", title="lccs COURTESY")

    assert answer.status_code == 422
    assert "There is a program “LCCS Courtesy” already." in answer.text
    assert 'value="lccs COURTESY"' in answer.text


def test_its_own_agreement_is_what_its_contracts_carry(signed_in: Client, desk: Counter, page: str):
    reserve = create_agreement(dealership=desk.store, name="Lexus Reserve", by=manager(), at=at(8))
    publish_version(
        dealership=desk.store, agreement=reserve, body="<p>R</p>", terms=(), language="en-us", by=manager(), at=at(8)
    )

    send(signed_in, page, "general", agreement=str(reserve.pk))

    assert frozen(desk).agreement_version.agreement == reserve


@pytest.mark.parametrize(("channel", "refused"), [("", ""), ("staff", "staff alone"), ("api", "the API and staff")])
def test_a_channel_closes_the_others_but_never_staff(
    signed_in: Client, desk: Counter, page: str, channel: str, refused: str
):
    send(signed_in, page, "general", channel=channel)

    book_for_program(desk)
    if refused:
        with pytest.raises(NotBookable, match=f"takes bookings by {refused}"):
            book_for_program(desk, channel=Channel.LEXUS_APP, external_id="LX-1")
    else:
        booked = book_for_program(desk, channel=Channel.LEXUS_APP, external_id="LX-1")
        assert booked.program == desk.program


def test_the_models_of_its_vehicles_stand_there_and_those_without_a_rate_are_marked(
    signed_in: Client, desk: Counter, page: str
):
    shown = signed_in.get(page).text

    assert "<b>1 model has no rate.</b>" in shown
    assert "$60.00, this program&#x27;s flat rate" in shown
    assert 'aria-label="Edit ' not in shown
    assert "No vehicle now" not in shown.split("RX 350")[0]


def test_a_rate_for_a_model_is_what_a_driver_of_it_pays(signed_in: Client, desk: Counter, page: str):
    saved = send(signed_in, page, "rates", rate_rx350="12.50")

    assert saved.status_code == 302
    assert rate(desk) == Decimal("12.50")
    change = Event.objects.get(dealership=desk.store, verb="changed the daily rates by vehicle model")
    assert change.details["Rate for RX 350"] == "from $0.00 to $12.50"


def test_without_a_rate_a_model_falls_through_to_the_programs_flat_rate(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", rate_rx350="")

    assert not ModelRate.objects.filter(dealership=desk.store, model_key="rx350").exists()
    assert rate(desk) == Decimal("60.00")


def test_with_the_switch_off_the_list_is_kept_and_not_used(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", on=None)

    assert ModelRate.objects.filter(dealership=desk.store).count() == 2
    assert rate(desk) == Decimal("60.00")


def test_setting_what_is_missing_to_nothing_fills_it_in_and_waits_for_save(signed_in: Client, desk: Counter, page: str):
    filled = send(signed_in, page, "rates", press="free")
    kept = ModelRate.objects.filter(dealership=desk.store).count()

    saved = send(signed_in, page, "rates", rate_es350="0.00")

    assert filled.status_code == 200
    assert 'name="rate_es350" value="0.00"' in filled.text
    assert kept == 2
    assert saved.status_code == 302
    assert "A rate for every model</b><small>None is missing" in signed_in.get(page).text


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("rates", {"rate_rx350": "twenty"}, "Type an amount, such as 20 or 20.00."),
        ("rates", {"rate_rx350": "-5"}, "Type an amount"),
        ("general", {"title": " "}, "Give the program a title."),
        ("general", {"agreement": "999999"}, "This driver agreement is not in use any more."),
        ("general", {"channel": "fax"}, "This can’t be chosen, or not any more. Choose another."),
        ("entitlement", {"on": "on", "days": ""}, "Say how many days."),
        ("entitlement", {"on": "on", "days": "0"}, "This is between 1 and 400."),
        ("entitlement", {"on": "on", "years": "ever"}, "Type a whole number in digits."),
        ("own_cost_recovery", {"whose": "mine"}, "Choose whose settings apply."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_stays_typed(
    signed_in: Client, desk: Counter, page: str, section: str, typed: dict, said: str
):
    before = signed_in.get(page).text.count("28 days")
    events = Event.objects.count()

    answer = send(signed_in, page, section, **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert Event.objects.count() == events
    assert before == 0


def test_an_entitlement_gives_days_and_what_they_cost_after(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "entitlement", days="12", years="2", model="RZ 450e", after="$9")

    program = Program.objects.get(pk=desk.program.pk)
    assert (program.entitlement_days, program.entitlement_years) == (12, 2)
    assert program.rate_after_reserve_days == Money("9", "USD")
    rates = terms_agreed(frozen(desk)).rates
    assert rates is not None
    assert rates.after_reserve_days == Decimal("9.00")


def test_without_the_switch_there_is_no_entitlement(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "entitlement", on=None)

    assert Program.objects.get(pk=desk.program.pk).entitlement_days is None


def test_the_ledger_names_the_qualifying_model_and_gives_the_days(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "entitlement", model="RZ 450e", days="12")
    told = ReserveTold(vin="JTJAAAABXPA000001", purchased_on=date(2025, 6, 14))

    account = account_for(desk.store, told, desk.avery, at(9))

    assert account is not None
    entry = ledger(dealership=desk.store, account=account).get()
    assert (entry.why, entry.days) == ("Came with the purchase: RZ 450e", 12)


def test_the_groups_settings_apply_once_its_own_are_given_up(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", on=None)

    send(signed_in, page, "own_cost_recovery", whose="group")
    send(signed_in, page, "own_additional", whose="group")

    assert rate(desk) == Decimal("45.00")
    assert signed_in.get(f"{page}own/").status_code == 404


def test_its_own_settings_begin_as_a_copy_of_its_groups(signed_in: Client, desk: Counter, page: str):
    shuttles(desk.store)
    facility_fee = {"kind": "facility", "frequency": "per_contract", "amount": Money("3.50", "USD"), "position": 1}
    CustomFee.objects.create(dealership=desk.store, settings=desk.group.cost_recovery, **facility_fee)

    for section in ("own_cost_recovery", "own_additional"):
        send(signed_in, page, section, whose="group")
        send(signed_in, page, section, whose="own")

    program, group = Program.objects.get(pk=desk.program.pk), desk.group
    own = program.cost_recovery
    assert own is not None
    assert program.additional is not None
    assert own.pk != group.cost_recovery_id
    assert sections_of(own) == sections_of(cost_recovery(dealership=desk.store, settings_id=group.cost_recovery_id))
    assert additional_of(program.additional) == additional_of(group.additional)
    assert [fee.amount for fee in own.custom_fees.all()] == [Money("3.50", "USD")]


def test_its_own_settings_may_begin_with_nothing(signed_in: Client, desk: Counter, page: str):
    for section in ("own_cost_recovery", "own_additional"):
        send(signed_in, page, section, whose="group")
        send(signed_in, page, section, whose="own", like="")

    program = Program.objects.get(pk=desk.program.pk)
    assert "Nothing is charged yet" in signed_in.get(page).text
    assert program.cost_recovery.daily_rate is None
    assert program.additional.longest_days is None


def test_looking_at_the_choice_saves_nothing(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "own_cost_recovery", whose="group")
    before = CostRecovery.objects.count()

    signed_in.get(page)
    refused = send(signed_in, page, "own_cost_recovery", whose="own", like="999999")

    assert refused.status_code == 422
    assert "This group is not in use any more." in refused.text
    assert CostRecovery.objects.count() == before
    assert Program.objects.get(pk=desk.program.pk).cost_recovery is None


def test_the_second_of_two_admins_reads_what_the_first_changed(signed_in: Client, desk: Counter, page: str):
    stale = form_of(signed_in, page, "rates")
    send(signed_in, page, "rates", rate_rx350="12.50")

    answer = signed_in.post(f"{page}sections/rates/", stale | {"rate_rx350": "15"})

    assert answer.status_code == 409
    assert "Somebody else changed this while you had it open." in answer.text
    for words in ("Rate for RX 350", "$0.00", "$12.50", "$15.00", "Riley Okafor"):
        assert words in answer.text
    assert ModelRate.objects.get(dealership=desk.store, model_key="rx350").rate == Money("12.50", "USD")


def test_every_change_is_in_the_history_and_opens_the_program_as_it_stood(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", rate_rx350="12.50")
    send(signed_in, page, "general", channel="staff")

    history = signed_in.get(f"{page}history/").text
    numbers = [step for step in range(1, 12) if signed_in.get(f"{page}history/{step}/").status_code == 200]
    last = signed_in.get(f"{page}history/{max(numbers)}/").text

    assert "from $0.00 to $12.50" in history
    assert "from Any to Staff" in history
    assert "$12.50" in last
    assert "Staff" in last


def test_a_change_inside_its_own_settings_is_part_of_its_history(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", rate_rx350="12.50")

    save_own(signed_in, page, "fees", daily_rate="65")
    save_own(signed_in, page, "additional", driver_minimum_age="25")

    history = signed_in.get(f"{page}history/").text
    first, second, newest = (signed_in.get(f"{page}history/{number}/").text for number in (2, 3, 4))
    assert "from $60.00 to $65.00" in history
    assert "Driver Minimum Age</a> from 21 to 25" in history
    assert history.count("<small>Riley Okafor") == 3
    assert [price in first for price in ("$12.50", "$60.00", "$65.00")] == [True, True, False]
    assert "$65.00" in second
    assert "This is the program of today." in newest


def test_settings_that_were_given_up_stay_in_the_history(signed_in: Client, desk: Counter, page: str):
    save_own(signed_in, page, "fees", daily_rate="65")
    send(signed_in, page, "own_cost_recovery", whose="group")
    send(signed_in, page, "own_cost_recovery", whose="own", like="")

    told = program_past(dealership=desk.store, program=desk.program)

    assert [[(each.label, each.after) for each in step.changes] for step in told[1:]] == [
        [("Daily Rate", "$65.00")],
        [("Cost recovery", "the vehicle group's")],
        [("Cost recovery", "this program's own")],
    ]
    assert ["fees" in step.states for step in told] == [True, True, False, True]
    assert (told[1].states["fees"]["Daily Rate"], told[3].states["fees"]["Daily Rate"]) == ("$65.00", "off")


def test_the_history_asks_as_much_for_many_changes_as_for_few(signed_in: Client, desk: Counter, page: str):
    save_own(signed_in, page, "fees", daily_rate="65")
    with statements() as few:
        signed_in.get(f"{page}history/")

    for rate_a_day in ("70", "75"):
        send(signed_in, page, "own_cost_recovery", whose="group")
        send(signed_in, page, "own_cost_recovery", whose="own")
        save_own(signed_in, page, "fees", daily_rate=rate_a_day)

    with statements() as many:
        signed_in.get(f"{page}history/")
    assert len(few) == len(many) <= MOST, "\n".join(many.texts)


def test_only_an_admin_sets_up_programs(client: Client, desk: Counter, page: str):
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)

    assert client.get(LIST).status_code == 404
    assert client.post(f"{page}sections/rates/", {"shown": ""}).status_code == 404
    with pytest.raises(NotAllowed):
        create_program(dealership=desk.store, title="Mine", by=porter(), at=at(9))


def test_the_pages_ask_as_much_for_many_cars_as_for_few(signed_in: Client, desk: Counter, page: str):
    from tests.situations import nx_350h, rx_350_second, rz_450e, tx_350

    for path in (LIST, page):
        signed_in.get(path)
        with statements() as few:
            signed_in.get(path)
        if path == LIST:
            for car in (nx_350h, rx_350_second, rz_450e, tx_350):
                car(desk.store, desk.group, desk.program)
        with statements() as many:
            signed_in.get(path)

        assert len(few) == len(many) <= MOST, "\n".join(many.texts)


def frozen(desk: Counter):
    """The terms of a loan in the program, on the RX 350, as they freeze now."""
    loan = Loan(desk=desk, code=book_for_program(desk).code)
    loan.work.assign(desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, FULL, at(9, 8, 32))
    return freeze_terms(dealership=desk.store, code=loan.code, by=desk.advisor, at=at(9, 8, 35))


def rate(desk: Counter) -> Decimal | None:
    """What a day with the RX 350 costs by the terms that freeze now."""
    rates = terms_agreed(frozen(desk)).rates
    assert rates is not None
    return rates.for_model("rx350")
