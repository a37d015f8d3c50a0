"""The pages on which staff compare, merge, undo, decide what the app says, and delete a guest's data."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.suggestions import Part
from customers.models import Customer, Message
from customers.queries import current_licence, profile
from customers.services import suggest, write_note
from programs.services.reserve import open_account
from tests.guest.phone import words
from tests.merging.conftest import TYPED_IN_2024
from tests.situations import Counter, at, book_for_group, manager, riley
from tests.statements import statements

MOST = 15


@pytest.fixture
def browser(client: Client, desk: Counter) -> Client:
    """Riley, the general manager, signed in."""
    user = riley(desk.store).user
    assert user is not None
    client.force_login(user)
    client.get("/springfield/settings/")
    return client


def page_of(guest: Customer) -> str:
    return f"/springfield/customers/{guest.code}/"


def test_the_profile_names_its_twin_and_what_the_app_says(browser: Client, desk: Counter, twin: Customer):
    suggest(
        dealership=desk.store, customer=desk.avery, who="Lexus App", part=Part.PHONE, value="+13125550117", at=at(9)
    )

    page = words(browser.get(page_of(desk.avery)))

    assert "Possibly the same person. “A. Quinn”" in page
    assert "The Lexus App says +13125550117. The profile has +13125550142." in page


def test_the_comparison_chooses_the_better_papers_beforehand(browser: Client, desk: Counter, twin: Customer):
    page = browser.get(f"{page_of(desk.avery)}merge/{twin.code}/")

    assert "Same licence number and state, same last name." in words(page)
    chosen = page.text.replace("\n", " ")
    assert 'name="insurance" value="theirs" checked' in chosen
    assert 'name="licence" value="ours" checked' in chosen


def test_merging_and_undoing_by_the_buttons(browser: Client, desk: Counter, twin: Customer):
    said = {"phone": "theirs", "name": "ours", "email": "ours", "insurance": "theirs", "licence": "ours"}
    browser.post(f"{page_of(desk.avery)}merge/{twin.code}/", said)
    avery = profile(dealership=desk.store, code=twin.code)
    assert (avery.code, avery.phone, avery.employer) == (desk.avery.code, TYPED_IN_2024.phone, "Juniper Design")
    assert "Merged into this profile" in words(browser.get(page_of(desk.avery)))

    browser.post(f"{page_of(desk.avery)}merge/{twin.code}/undo/")

    assert profile(dealership=desk.store, code=twin.code).code == twin.code


def test_a_merge_that_is_refused_says_why(browser: Client, desk: Counter, twin: Customer):
    loan = book_for_group(desk, drivers=(twin.pk,))

    answer = browser.post(f"{page_of(desk.avery)}merge/{twin.code}/", {})

    assert answer.status_code == 422
    assert f"Both are drivers of {loan.code}." in words(answer)


def test_what_the_app_says_is_taken_or_put_aside_by_the_buttons(browser: Client, desk: Counter):
    about: dict[str, Any] = {"dealership": desk.store, "customer": desk.avery, "who": "Lexus App", "at": at(9)}
    phone = suggest(part=Part.PHONE, value="+13125550117", **about)
    email = suggest(part=Part.EMAIL, value="avery@example.org", **about)

    browser.post(f"{page_of(desk.avery)}says/{phone.pk}/take/")
    browser.post(f"{page_of(desk.avery)}says/{email.pk}/keep/")

    desk.avery.refresh_from_db()
    assert (desk.avery.phone, desk.avery.email) == ("+13125550117", "avery.quinn@example.com")
    assert "The Lexus App says" not in words(browser.get(page_of(desk.avery)))


def test_data_are_deleted_once_nothing_is_open(browser: Client, desk: Counter):
    loan = book_for_group(desk)
    write_note(dealership=desk.store, customer=desk.avery, text="Child seat", by=manager(), at=at(9))

    refused = browser.post(f"{page_of(desk.avery)}delete/", {"sure": "on"})
    assert f"{loan.code} is not over yet." in words(refused)
    browser.post(f"/springfield/contracts/{loan.code}/cancel/", {"reason": "Guest called"})
    browser.post(f"{page_of(desk.avery)}delete/", {"sure": "on"})

    gone = profile(dealership=desk.store, code=desk.avery.code)
    assert (gone.name, gone.phone, gone.email, gone.cards_on_file) == ("Deleted guest", "", "", [])
    assert current_licence(dealership=desk.store, customer=gone) is None
    assert not gone.note_rows.exists()
    assert not Message.objects.exclude(text="").exists()
    page = browser.get(page_of(desk.avery))
    assert "The data were deleted" in words(page)
    assert "Avery" not in words(page).partition("History")[0]
    assert "Quinn" not in words(browser.get("/springfield/customers/"))


def test_the_page_of_a_guest_with_everything_asks_little(browser: Client, desk: Counter, twin: Customer):
    book_for_group(desk, customer_id=twin.pk)
    suggest(
        dealership=desk.store, customer=desk.avery, who="Lexus App", part=Part.PHONE, value="+13125550117", at=at(9)
    )
    open_account(
        dealership=desk.store,
        vin="JTJAAAAB0PA000001",
        purchased_on=timezone.now().date(),
        customer_code=desk.avery.code,
        entitlement_days=30,
        entitlement_years=3,
        by=manager(),
        at=at(9),
    )

    with statements() as profile_page:
        shown = browser.get(page_of(desk.avery))
    with statements() as comparison:
        browser.get(f"{page_of(desk.avery)}merge/{twin.code}/")

    assert "30 left" in words(shown)
    assert len(profile_page) <= MOST, "\n".join(profile_page.texts)
    assert len(comparison) <= MOST, "\n".join(comparison.texts)
