"""Remove a program: only without open contracts; its vehicles stay in their groups, its title is free again."""

from django.test import Client

from contracts.services.removing_programs import ProgramInUse, remove_program
from fleet.queries import pool
from programs.models import Program
from programs.services.programs import TitleTaken, create_program
from reservations.domain.booking import NotBookable
from tests.programs_settings.forms import send
from tests.races import race
from tests.situations import Counter, at, book_for_program, manager


def test_a_program_with_open_contracts_stays_and_names_them(signed_in: Client, desk: Counter, page: str):
    loan = book_for_program(desk)

    answer = signed_in.post(f"{page}remove/")

    assert answer.status_code == 422
    assert f"still has 1 open contract: {loan.code} (Avery Quinn)" in answer.text
    assert Program.objects.get(pk=desk.program.pk).archived_at is None


def test_one_without_is_removed_and_its_vehicles_stay(signed_in: Client, desk: Counter, page: str):
    signed_in.post(f"{page}remove/")

    assert signed_in.get(page).status_code == 404
    assert not pool(dealership=desk.store, program=desk.program).exists()
    desk.rx_350.refresh_from_db()
    assert desk.rx_350.home_group == desk.group
    again = create_program(dealership=desk.store, title="OneApp Rental", by=manager(), at=at(10))
    assert again.code != desk.program.code


def test_the_settings_of_a_removed_program_can_still_be_read(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "general", channel="staff")
    signed_in.post(f"{page}remove/")

    listed = signed_in.get("/springfield/settings/programs/").text
    history = signed_in.get(f"{page}history/").text
    last = signed_in.get(f"{page}history/2/").text

    assert f'href="{page}history/"' in listed.split("Removed Programs")[1]
    assert "from Any to Staff" in history
    assert f'href="{page}"' not in history
    assert "The program was removed as it stood then." in last
    assert "$60.00" in last


def test_a_booking_that_comes_first_keeps_the_program(committed_desk: Counter):
    desk = committed_desk

    booking, removal = race(desk.store, lambda: book_for_program(desk).code, lambda: remove(desk))

    assert booking.refusal is None
    assert isinstance(removal.refusal, ProgramInUse)


def test_a_booking_that_comes_too_late_is_refused(committed_desk: Counter):
    desk = committed_desk

    removal, booking = race(desk.store, lambda: remove(desk), lambda: book_for_program(desk))

    assert removal.refusal is None
    assert isinstance(booking.refusal, NotBookable)


def test_of_two_who_use_one_title_at_once_one_is_told(committed_desk: Counter):
    store = committed_desk.store

    def add():
        return create_program(dealership=store, title="LCCS Courtesy", by=manager(), at=at(9))

    first, second = race(store, add, add)

    assert first.refusal is None
    assert isinstance(second.refusal, TitleTaken)


def remove(desk: Counter) -> None:
    remove_program(dealership=desk.store, code=desk.program.code, by=manager(), at=at(9))
