"""Settings > Vehicle Categories: added, changed and removed by forms, with what is wrong said beside its field."""

from typing import Any

import pytest
from django.test import Client

from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from fleet.domain.categories import CategoryDetails
from fleet.models import Vehicle, VehicleCategory
from fleet.services.categories import create_category
from integrations.lexus_app.models import CategoryMapping
from reservations.models import Reservation
from tests.beside import fields_of
from tests.situations import Counter, at, book_for_group, manager
from tests.situations.cars import category, sedan, suv
from tests.statements import statements

LIST = "/springfield/settings/vehicle-categories/"
ADD = f"{LIST}add/"


def page_of(category: VehicleCategory) -> str:
    return f"{LIST}{category.pk}/"


def shown(browser: Client, category: VehicleCategory) -> str:
    """The fingerprint that the form carries."""
    return str(fields_of(browser.get(page_of(category)).text).typed("shown"))


def stored() -> list[Any]:
    return list(VehicleCategory.objects.order_by("pk").values())


def test_the_list_says_how_many_vehicles_of_which_models_a_category_has(admin: Client, desk: Counter):
    Vehicle.objects.filter(pk=desk.es_350.pk).update(category=suv(desk.store))

    page = admin.get(LIST).text

    assert 'data-label="Vehicles">2<' in page
    assert "data-wide>ES 350, RX 350" in page
    assert '<span class="code">SFAR</span>' in page
    assert 'aria-label="Remove Sedan"' in page
    assert f'href="{LIST}"' in admin.get("/springfield/settings/").text


def test_a_category_is_added_and_the_history_tells_it(admin: Client, desk: Counter):
    answer = admin.post(ADD, {"name": "  Convertible  coupe ", "acriss": " ptar"}, follow=True)

    made = VehicleCategory.objects.get(name_key="convertiblecoupe")
    assert (made.name, made.acriss) == ("Convertible coupe", "PTAR")
    assert "“Convertible coupe” is added." in answer.text
    told = Event.objects.get(verb="created the vehicle category")
    assert (told.by_name, told.details) == ("Riley Okafor", {"of": "Convertible coupe", "ACRISS code": "PTAR"})


def test_two_categories_may_have_one_code_or_none(admin: Client, desk: Counter):
    for name, acriss in {"Crossover": "SFAR", "Van": "", "Pickup": ""}.items():
        assert admin.post(ADD, {"name": name, "acriss": acriss}).status_code == 302

    assert VehicleCategory.objects.count() == 5


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Give the category a name."),
        ("name", " \u200b", "Give the category a name."),
        ("name", "x" * 41, "A name has at most 40 characters; this one has 41."),
        ("name", "㍿" * 11, "A name has at most 40 characters; this one has 44."),
        ("name", "s U v", "A category with this name exists. Choose another, or edit “SUV”."),
        ("acriss", "SUV", "An ACRISS code has four letters, such as SFAR."),
        ("acriss", "sfxr", "No transmission has the letter X; the third letter is one of M N C A B D."),
    ],
)
@pytest.mark.parametrize("adding", [True, False], ids=["adding", "changing"])
def test_bad_input_is_said_beside_its_field_and_nothing_is_saved(
    admin: Client, desk: Counter, adding: bool, field: str, typed: str, said: str
):
    suv(desk.store)
    coupe = category(desk.store, "Coupe", "")
    page, before = ADD if adding else page_of(coupe), stored()

    answer = admin.post(page, {"name": "Van", "acriss": "", "shown": shown(admin, coupe)} | {field: typed})

    asked = fields_of(answer.text)
    assert answer.status_code == 422
    assert said in asked.beside(field)
    assert asked.typed(field) == typed
    assert stored() == before


def test_with_another_name_vehicles_bookings_and_the_apps_names_are_of_it_still(admin: Client, desk: Counter):
    own = suv(desk.store)
    loan = book_for_group(desk)
    Reservation.objects.filter(pk=loan.pk).update(category=own)
    CategoryMapping.objects.create(dealership=desk.store, name="Jeep", name_key="jeep", category=own)

    answer = admin.post(page_of(own), {"name": "Crossover", "acriss": "sfah", "shown": shown(admin, own)})

    assert answer["Location"] == LIST
    assert Vehicle.objects.get(pk=desk.rx_350.pk).category.name == "Crossover"
    assert Reservation.objects.get(pk=loan.pk).category.name == "Crossover"
    assert CategoryMapping.objects.get().category.name == "Crossover"
    told = Event.objects.get(verb="changed the vehicle category").details
    assert told == {"of": "SUV", "Name": "from SUV to Crossover", "ACRISS code": "from SFAR to SFAH"}


def test_saving_what_stands_there_is_no_event(admin: Client, desk: Counter):
    own = suv(desk.store)

    admin.post(page_of(own), {"name": "SUV", "acriss": "SFAR", "shown": shown(admin, own)})

    assert not Event.objects.filter(verb="changed the vehicle category").exists()


def test_the_second_of_two_admins_is_told_what_the_first_made_of_it_and_may_save_then(admin: Client, desk: Counter):
    own = suv(desk.store)
    open_since = shown(admin, own)
    admin.post(page_of(own), {"name": "Crossover", "acriss": "SFAR", "shown": open_since})

    late = {"name": "Sport utility", "acriss": "SFAR"}
    answer = admin.post(page_of(own), late | {"shown": open_since})
    between = VehicleCategory.objects.get(pk=own.pk).name
    again = admin.post(page_of(own), late | {"shown": fields_of(answer.text).typed("shown")})

    assert (answer.status_code, between) == (409, "Crossover")
    assert "It is now: Name Crossover, ACRISS code SFAR." in answer.text
    assert 'value="Sport utility"' in answer.text
    assert (again.status_code, VehicleCategory.objects.get(pk=own.pk).name) == (302, "Sport utility")


def test_one_that_nothing_has_is_removed_and_its_name_is_free(admin: Client, desk: Counter):
    van = category(desk.store, "Van", "")

    asked = admin.get(f"{page_of(van)}remove/").text
    answer = admin.post(f"{page_of(van)}remove/")

    assert "No vehicle has it and no contract was booked by it." in asked
    assert answer["Location"] == LIST
    assert not VehicleCategory.objects.filter(name="Van").exists()
    assert Event.objects.get(verb="removed the vehicle category").details["of"] == "Van"
    assert admin.post(f"{page_of(van)}remove/").status_code == 404
    assert admin.post(ADD, {"name": "Van", "acriss": ""}).status_code == 302


@pytest.mark.parametrize("status", ["staged", "disposed"])
def test_one_that_a_vehicle_has_stays_also_when_the_vehicle_was_disposed_of(admin: Client, desk: Counter, status: str):
    own = sedan(desk.store)
    Vehicle.objects.filter(pk=desk.es_350.pk).update(status=status)

    answer = admin.post(f"{page_of(own)}remove/")

    assert answer.status_code == 409
    assert "“Sedan” is in use" in answer.text
    assert "1 vehicle has it." in answer.text
    assert "Give what has it another category first." in answer.text
    assert "ES 350" in answer.text
    assert VehicleCategory.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("booked", "1 open contract is booked by it."),
        ("finished", "1 contract of the past was booked by it."),
    ],
)
def test_one_that_a_contract_was_booked_by_stays_also_when_it_is_over(
    admin: Client, desk: Counter, status: str, said: str
):
    van, loan = category(desk.store, "Van", ""), book_for_group(desk)
    Reservation.objects.filter(pk=loan.pk).update(category=van, status=status)

    answer = admin.post(f"{page_of(van)}remove/")

    assert answer.status_code == 409
    assert "“Van” is in use" in answer.text
    assert said in answer.text
    assert VehicleCategory.objects.filter(pk=van.pk).exists()


def test_one_that_the_app_has_a_name_for_stays_until_that_is_removed(admin: Client, desk: Counter):
    van = category(desk.store, "Van", "")
    CategoryMapping.objects.create(dealership=desk.store, name="Minivan", name_key="minivan", category=van)

    answer = admin.post(f"{page_of(van)}remove/")

    assert answer.status_code == 409
    assert "The Lexus App has a name of its own for “Van”. Remove that in Settings &gt; Lexus App first." in answer.text
    assert CategoryMapping.objects.get().category == van


def test_the_neighbours_categories_are_nobodys_here(admin: Client, desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        theirs = category(neighbour, "Van", "")

    asked = [admin.get(page_of(theirs)), admin.get(f"{page_of(theirs)}remove/")]
    told = [admin.post(page_of(theirs), {"name": "Bus"}), admin.post(f"{page_of(theirs)}remove/")]

    assert [answer.status_code for answer in asked + told] == [404] * 4
    assert "Van" not in admin.get(LIST).text
    assert admin.post(ADD, {"name": "Van", "acriss": ""}).status_code == 302


def test_categories_are_the_admins(advisor: Client, desk: Counter):
    own = suv(desk.store)

    for path in (LIST, ADD, page_of(own), f"{page_of(own)}remove/"):
        assert advisor.get(path).status_code == 404
    assert advisor.post(ADD, {"name": "Van"}).status_code == 404
    assert "Vehicle categories" not in advisor.get("/springfield/settings/").text


def test_the_pages_ask_as_much_for_many_rows_as_for_few(admin: Client, desk: Counter):
    own = suv(desk.store)
    pages = (LIST, ADD, page_of(own), f"{page_of(own)}remove/")

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with statements() as seen:
                admin.get(page)
            counts.append(len(seen))
        return counts

    admin.get(LIST)
    few = asked()
    for number in range(9):
        details = CategoryDetails(name=f"Category {number}")
        create_category(dealership=desk.store, details=details, by=manager(), at=at(9))
    Vehicle.objects.update(category=own)

    assert asked() == few
    assert max(few) <= 15
