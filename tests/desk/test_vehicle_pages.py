"""The pages of vehicles: add, edit, move, dispose; refusals stand beside their field, and what was typed is kept."""

import pytest
from django.test import Client

from contracts.services import assign_vehicle
from dealerships.domain.permissions import READY_MADE
from dealerships.models import Staff
from fleet.domain.membership import Membership
from fleet.models import GroupVehicle, Vehicle
from fleet.queries.standings import memberships
from fleet.services import dispose_vehicle, set_status
from tests.beside import fields_of
from tests.situations import MONDAY_MORNING, Counter, book_for_program, manager, promise, shuttles
from tests.statements import statements

MOST = 15
TX_350 = "JTJBBBBB7TA000201"
TYPED = {
    "vin": TX_350,
    "year": "2026",
    "make": "Lexus",
    "model": "TX 350",
    "energy": "liquid",
    "capacity": "18.6",
    "odometer": "12",
    "fuel_level": "8",
    "plate": "BT 20201",
    "form_key": "first",
}


@pytest.fixture
def premium(desk: Counter):
    return shuttles(desk.store)


def post(client: Client, path: str, **said):
    return client.post(f"/springfield/vehicles/{path}", said)


def page(client: Client, path: str = "") -> str:
    return client.get(f"/springfield/vehicles/{path}").text


def test_the_vin_fills_in_what_it_tells(signed_in: Client, desk: Counter):
    form = page(signed_in, f"new/?vin={TX_350.lower()}")

    assert 'value="2026"' in form
    assert 'value="Lexus"' in form


def test_a_car_that_is_built_alike_fills_in_model_and_tank(signed_in: Client, desk: Counter):
    form = page(signed_in, "new/?vin=2T2BAMCA1PC067896")  # begins like the RX 350

    assert "RX 350 LX 350 is built alike" in form
    assert 'value="17.80"' in form


@pytest.mark.parametrize(
    ("vin", "words"),
    [
        ("JTJBBBBB4TA000204", "Check digit: place 9 is 4, it should be 2. Compare with the door label."),
        ("JTJBBBBB4TA00020", "A VIN has 17 characters; this one has 16."),
        ("2T2BAMCA8PC012345", "2T2BAMCA8PC012345 is in the fleet already."),
    ],
)
def test_a_vin_that_will_not_do_is_refused_beside_the_field_and_kept(signed_in: Client, vin: str, words: str):
    answer = signed_in.get(f"/springfield/vehicles/new/?vin={vin}")

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{vin}"' in answer.text


def test_a_porter_adds_a_vehicle(signed_in: Client, desk: Counter):
    Staff.objects.filter(name="Riley Okafor").update(permissions=sorted(READY_MADE["Porter"]))

    answer = post(signed_in, "new/", **TYPED, home_group=desk.group.pk, programs=[desk.program.pk])

    assert answer["Location"] == f"/springfield/vehicles/{TX_350}/"
    added = Vehicle.objects.get(vin=TX_350)
    assert (added.plate, added.status, added.home_group) == ("BT 20201", "in_preparation", desk.group)
    assert memberships(dealership=desk.store, vins=[TX_350])[TX_350].programs == {desk.program.pk}


def test_a_second_press_adds_no_second_vehicle(signed_in: Client, desk: Counter):
    for _ in range(2):
        post(signed_in, "new/", **TYPED, home_group=desk.group.pk)

    assert Vehicle.objects.filter(vin=TX_350).count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"capacity": ""}, "Say how much the tank or battery holds."),
        ({"capacity": "0"}, "Say how much the tank or battery holds."),
        ({"year": "1899"}, "Model years run from 1980 to"),
        ({"odometer": "lots"}, "Type the reading in digits, such as 4,118."),
        ({"available_on": "soon"}, "Give a date, such as 2026-03-10."),
        (
            {"available_on": "2026-03-10", "unavailable_on": "2026-03-09"},
            "The day it leaves comes after the day it arrives.",
        ),
        ({"home_group": ""}, "Choose the home group."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_what_was_typed_stays(
    signed_in: Client, desk: Counter, typed: dict, words: str
):
    answer = post(signed_in, "new/", **{**TYPED, "home_group": desk.group.pk, **typed})

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="BT 20201"' in answer.text
    assert not Vehicle.objects.filter(vin=TX_350).exists()


BAD = {
    "year": "next",
    "make": "x" * 41,
    "model": "x" * 81,
    "trim": "x" * 81,
    "colour": "x" * 41,
    "category_id": "999999",
    "energy": "steam",
    "capacity": "a lot",
    "stock_number": "x" * 21,
    "plate": "x" * 13,
    "plate_state": "x" * 11,
    "location": "x" * 121,
    "odometer": "-4",
    "fuel_level": "9",
    "available_on": "soon",
    "unavailable_on": "2026-02-30",
    "registration_expires_on": "never",
    "status_after_return": "rented",
    "notes": "x" * 4001,
}
BAD_WHERE = {"home_group": "999999", "programs": "999999"}
CHOSEN = {"category_id", "energy", "fuel_level", "status_after_return", *BAD_WHERE}
"""Nobody types these: what is not among the choices can't be shown as chosen."""


@pytest.mark.parametrize(("path", "bad"), [("new/", BAD | BAD_WHERE), ("{vin}/edit/", BAD)])
def test_each_field_says_beside_it_what_is_wrong_and_keeps_what_was_typed(
    signed_in: Client, desk: Counter, path: str, bad: dict[str, str]
):
    address, silent = path.format(vin=desk.rx_350.vin), []
    before = list(Vehicle.objects.order_by("pk").values())

    for field, typed in bad.items():
        said = {**TYPED, "home_group": desk.group.pk, field: typed, "form_key": field}
        answer = post(signed_in, address, **said)
        shown = fields_of(answer.text)
        kept = field in CHOSEN or shown.typed(field) == typed
        if not (answer.status_code == 422 and shown.beside(field) and kept):
            silent.append((field, answer.status_code, shown.beside(field), kept))

    assert silent == []
    assert list(Vehicle.objects.order_by("pk").values()) == before


def test_every_field_has_its_bad_input(signed_in: Client, desk: Counter):
    new = fields_of(page(signed_in, f"new/?vin={TX_350}")).typed_or_chosen()
    edit = fields_of(page(signed_in, f"{desk.rx_350.vin}/edit/")).typed_or_chosen()

    assert new - {"q", "vin"} == {*BAD, *BAD_WHERE} - {"programs"}
    assert edit - {"q"} == set(BAD)


def opened(client: Client, car: Vehicle) -> dict[str, str]:
    """The edit form as the browser would send it back."""
    form = client.get(f"/springfield/vehicles/{car.vin}/edit/").context["form"]
    typed = {name.removeprefix("shown-"): value for name, value in form.kept()}
    return typed | dict(form.kept())


def test_a_detail_is_changed(signed_in: Client, desk: Counter):
    form = opened(signed_in, desk.rx_350) | {"location": "Lot A, row 5", "notes": "Winter tyres"}

    answer = post(signed_in, f"{desk.rx_350.vin}/edit/", **form)

    car = Vehicle.objects.get(pk=desk.rx_350.pk)
    assert answer.status_code == 302
    assert (car.location, car.notes) == ("Lot A, row 5", "Winter tyres")
    assert (car.capacity, car.fuel_level) == (desk.rx_350.capacity, desk.rx_350.fuel_level)


def test_what_a_colleague_changed_meanwhile_is_shown_and_a_second_save_means_it(signed_in: Client, desk: Counter):
    form = opened(signed_in, desk.rx_350) | {"location": "Lot A"}
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(location="Wash")

    refused = post(signed_in, f"{desk.rx_350.vin}/edit/", **form)
    again = dict(refused.context["form"].kept()) | {name: form[name] for name in form if not name.startswith("shown-")}
    meant = post(signed_in, f"{desk.rx_350.vin}/edit/", **again)

    assert refused.status_code == 409
    assert "It says “Wash” now." in refused.text
    assert 'value="Lot A"' in refused.text
    assert meant.status_code == 302
    assert Vehicle.objects.get(pk=desk.rx_350.pk).location == "Lot A"


def test_ticked_vehicles_move_and_can_be_put_back(signed_in: Client, desk: Counter, premium):
    vins = f"{desk.rx_350.vin} {desk.es_350.vin}"
    post(signed_in, "groups/", vins=vins, what="home", to_group=premium.pk)
    listed = page(signed_in)
    undo = listed.split('class="toast"')[1].split('action="/springfield/vehicles/groups/')[1].split('"')[0]
    moved = {car.home_group_id for car in Vehicle.objects.all()}

    post(signed_in, f"groups/{undo}")
    undone = signed_in.get(f"/springfield/vehicles/groups/{undo.removesuffix('undo/')}").text

    assert "2 vehicles are changed." in listed
    assert "Undone. 2 vehicles are back where they were." in undone
    assert "The change is undone." in undone
    assert moved == {premium.pk}
    assert {car.home_group_id for car in Vehicle.objects.all()} == {desk.group.pk}


def test_those_that_stay_are_named_with_the_reason(signed_in: Client, desk: Counter, premium):
    set_status(dealership=desk.store, vin=desk.es_350.vin, status="maintenance", by=manager(), at=MONDAY_MORNING)

    question = signed_in.get(f"/springfield/vehicles/groups/?vin={desk.rx_350.vin}&vin={desk.es_350.vin}")
    sent = {"vins": question.context["form"]["vins"].value(), "what": "home", "to_group": premium.pk}
    answer = signed_in.post("/springfield/vehicles/groups/", sent, follow=True)

    assert f"<b>Left as they are:</b> {desk.es_350.plate} (Maintenance)." in question.text
    assert "1 vehicle changed." in answer.text
    stays = answer.text.split('id="h-stay"')[1].split("</section>")[0]
    assert "ES 350</a>" in stays
    assert "It is Maintenance. Groups and programs change in In preparation, Staged or Returned." in answer.text


def test_where_none_can_move_nothing_is_changed_and_the_choice_is_kept(signed_in: Client, desk: Counter):
    answer = post(signed_in, "groups/", vins=desk.rx_350.vin, what="home", to_group=desk.group.pk)

    assert answer.status_code == 422
    assert "LX 350 stays. Nothing to do: it is as you want it already." in answer.text
    assert f'value="{desk.group.pk}" selected' in answer.text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": "home"}, "Choose the group to move to."),
        ({"what": "also"}, "Choose the group."),
        ({"what": "programs"}, "Add them to a program, or take them out of one."),
        ({"what": "home", "to_group": "999"}, "This can’t be chosen, or not any more. Choose another."),
    ],
)
def test_a_choice_that_was_not_made_is_asked_for(signed_in: Client, desk: Counter, said: dict, words: str):
    answer = post(signed_in, "groups/", vins=desk.rx_350.vin, **said)

    assert answer.status_code == 422
    assert words in answer.text


def test_vehicles_are_added_to_and_taken_out_of_groups_and_programs(signed_in: Client, desk: Counter, premium):
    post(signed_in, "groups/", vins=desk.rx_350.vin, what="also", way="add", group=premium.pk)
    post(signed_in, "groups/", vins=desk.rx_350.vin, what="programs", **{f"program_{desk.program.pk}": "out"})

    there = memberships(dealership=desk.store, vins=[desk.rx_350.vin])[desk.rx_350.vin]
    assert there == Membership(home=desk.group.pk, groups=frozenset({premium.pk}))
    assert "+ 1" in page(signed_in)


def test_all_that_the_filters_leave_are_asked_about_at_once(signed_in: Client, desk: Counter):
    set_status(dealership=desk.store, vin=desk.es_350.vin, status="shuttle", by=manager(), at=MONDAY_MORNING)

    everything = page(signed_in, "groups/?all=1")
    staged = page(signed_in, "groups/?all=1&tab=staged")
    sought = page(signed_in, "groups/?all=1&q=es+350")

    assert "Save 1 vehicle" in everything
    assert "LX 352 (Shuttle)" in everything
    assert "LX 352" not in staged
    assert "None of the ticked vehicles can change its groups now." in sought


def test_the_question_names_the_contracts_that_wait(signed_in: Client, desk: Counter):
    loan = book_for_program(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=desk.advisor, at=MONDAY_MORNING)

    question = page(signed_in, f"groups/?vin={desk.rx_350.vin}&vin={desk.es_350.vin}")

    assert f"LX 350 is on {loan.code}. It stays assigned; the contract is marked." in question
    assert "cost the driver $45.00 a day" in question


def test_a_vehicle_is_disposed_of_and_brought_back(signed_in: Client, desk: Counter):
    post(signed_in, f"{desk.rx_350.vin}/dispose/", form_key="1")
    gone = Vehicle.objects.get(pk=desk.rx_350.pk).status

    post(signed_in, f"{desk.rx_350.vin}/bring-back/", form_key="2", home_group=desk.group.pk)

    assert gone == "disposed"
    assert Vehicle.objects.get(pk=desk.rx_350.pk).status == "in_preparation"


def test_one_that_a_contract_waits_for_is_not_disposed_of(signed_in: Client, desk: Counter):
    promise(desk, "contract/LS-7Q4M")

    answer = post(signed_in, f"{desk.rx_350.vin}/dispose/", form_key="1")

    assert answer.status_code == 422
    assert "LX 350 is taken by contract LS-7Q4M until" in answer.text


def test_a_marked_contract_says_so(signed_in: Client, desk: Counter, premium):
    loan = book_for_program(desk)
    contract = assign_vehicle(
        dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=desk.advisor, at=MONDAY_MORNING
    )
    contract.mark = "LX 350 is in Premium now. This contract stays with Standard."
    contract.save()

    assert contract.mark in signed_in.get(f"/springfield/contracts/{loan.code}/").text


@pytest.mark.parametrize(
    "path", ["", "groups/?all=1", "groups/?all=1&tab=staged", "{vin}/", "{vin}/edit/", "new/?vin=" + TX_350]
)
def test_a_page_asks_little_and_no_more_for_many(signed_in: Client, desk: Counter, premium, path: str):
    address = f"/springfield/vehicles/{path.format(vin=desk.rx_350.vin)}"
    signed_in.get("/springfield/settings/")
    with statements() as for_two:
        signed_in.get(address)
    more(desk, premium, count=30)

    with statements() as for_many:
        signed_in.get(address)

    assert len(for_two) == len(for_many) <= MOST, "\n".join(for_many.texts)


def more(desk: Counter, also, *, count: int) -> None:
    """So many cars like the RX 350, each in two groups."""
    columns = {field.attname: getattr(desk.rx_350, field.attname) for field in Vehicle._meta.concrete_fields}
    cars = Vehicle.objects.bulk_create(
        Vehicle(**columns | {"id": None, "vin": f"2T2BAMCA0PC1{number:05}", "qr": f"qr{number}"})
        for number in range(count)
    )
    GroupVehicle.objects.bulk_create(GroupVehicle(dealership=desk.store, group=also, vehicle=car) for car in cars)


def test_a_disposed_vehicle_has_a_page_that_offers_the_way_back(signed_in: Client, desk: Counter):
    dispose_vehicle(dealership=desk.store, vin=desk.rx_350.vin, by=manager(), at=MONDAY_MORNING)

    assert "Bring it back" in page(signed_in, f"{desk.rx_350.vin}/")
