"""Settings > Dealership: each section saved alone, every setting matters, nobody is overwritten, the past can be read."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dealerships.domain.permissions import NotAllowed
from dealerships.models import Dealership, Event
from dealerships.queries import hours_of, store_words
from dealerships.services.store import save_hours
from kernel.changes import fingerprint
from reservations.queries import usual_times
from reservations.queries.opening import hours_of as counter_hours
from tests.beside import fields_of
from tests.programs_settings.forms import Form
from tests.situations import Counter, at, porter
from tests.statements import statements

CHOSEN = {"time_zone", "language", "guest_channel"}
"""Nobody types these: what is not among the choices can't be shown as chosen."""
PAGE = "/springfield/settings/dealership/"
MOST = 15


def form_of(browser: Client, section: str) -> dict[str, str]:
    form = Form(section)
    form.feed(browser.get(PAGE).text)
    return form.values


def send(browser: Client, section: str, **typed: str | None) -> Any:
    values = form_of(browser, section) | typed
    sent = {name: value for name, value in values.items() if value is not None}
    return browser.post(f"{PAGE}sections/{section}/", sent)


def now(desk: Counter) -> Dealership:
    return Dealership.objects.get(pk=desk.store.pk)


def test_the_index_leads_to_it_and_nothing_typed_means_nothing_changed(admin: Client, desk: Counter):
    before = store_words(now(desk))

    answers = [send(admin, section).status_code for section in ("about", "hours", "ways")]

    assert PAGE in admin.get("/springfield/settings/").text
    assert answers == [302, 302, 302]
    assert store_words(now(desk)) == before
    assert not Event.objects.filter(verb="changed the dealership").exists()


def test_what_stands_on_papers_is_saved_and_shown_at_once(admin: Client, desk: Counter):
    typed = {
        "name": "Lexus of Springfield West",
        "dealer_code": "63299",
        "phone": "(217) 555-0188",
        "street": "8 Oak St",
    }

    send(admin, "about", **typed, city="Chatham", state="IN", postal_code="62629")

    store = now(desk)
    assert (store.name, store.dealer_code, store.phone) == ("Lexus of Springfield West", "63299", "+12175550188")
    assert (store.street, store.city, store.state, store.postal_code) == ("8 Oak St", "Chatham", "IN", "62629")
    assert "Lexus of Springfield West" in admin.get("/springfield/").text
    assert "63299" in admin.get("/springfield/settings/vehicle-groups/").text


def test_new_contracts_begin_within_the_hours(admin: Client, desk: Counter):
    send(admin, "hours", opens_0="10:00", closes_0="16:30", closed_dates="2026-03-10 2026-12-25", turnaround="45")

    store = now(desk)
    assert (store.opening_hours[0], store.turnaround_minutes) == ("10:00-16:30", 45)
    assert hours_of(store).closed_dates == (date(2026, 3, 10), date(2026, 12, 25))
    assert store.local(usual_times(dealership=store, at=at(9, 8)).starts_at).hour == 10
    assert not counter_hours(dealership=store).is_open(at(10, 12))


def test_a_day_without_times_is_closed_and_a_week_without_any_is_always_open(admin: Client, desk: Counter):
    send(admin, "hours", opens_1="", closes_1="")
    closed = now(desk).opening_hours[1]
    blank = {f"{name}_{day}": "" for name in ("opens", "closes") for day in range(7)}
    send(admin, "hours", **blank)

    assert closed == ""
    assert now(desk).opening_hours == []
    assert counter_hours(dealership=now(desk)).is_open(at(8, 3))


def test_clock_language_channel_and_sign_in(admin: Client, desk: Counter):
    send(admin, "ways", time_zone="America/Denver", language="fr-ca", guest_channel="email", requires_mfa="on")

    store = now(desk)
    assert (store.time_zone, store.language, store.guest_channel) == ("America/Denver", "fr-ca", "email")
    assert admin.get("/springfield/").status_code == 302  # to set up a second factor


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("about", {"name": " "}, "Give the store its name."),
        ("about", {"dealer_code": ""}, "Give the store its dealer code."),
        ("about", {"phone": "12"}, "12"),
        ("about", {"street": "x" * 121}, "at most 120 characters"),
        ("about", {"city": "x" * 81}, "at most 80 characters"),
        ("about", {"state": "x" * 11}, "at most 10 characters"),
        ("about", {"postal_code": "x" * 13}, "at most 12 characters"),
        ("about", {"dealer_code": "74410"}, "Another store has this dealer code."),
        ("hours", {"opens_2": "8"}, "Type a time, such as 07:30."),
        ("hours", {"opens_2": ""}, "Give both times, or neither"),
        ("hours", {"closes_2": ""}, "Give both times, or neither"),
        ("hours", {"closes_2": "05:00"}, "It closes after it opens."),
        ("hours", {"closed_dates": "Christmas"}, "“Christmas” is no date such as 2026-12-25."),
        ("hours", {"turnaround": "-5"}, "This is between 0 and 1440."),
        ("hours", {"turnaround": "soon"}, "Type a whole number in digits."),
        ("hours", {"turnaround": ""}, "Say how many minutes, or 0."),
        ("ways", {"time_zone": "Mars/Olympus"}, "Choose another"),
        ("ways", {"language": "tlh"}, "Choose another"),
        ("ways", {"guest_channel": "fax"}, "Choose another"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_stays_typed(
    admin: Client, desk: Counter, neighbour: Dealership, section: str, typed: dict[str, str], said: str
):
    before = store_words(now(desk))

    answer = send(admin, section, **typed)

    (field,) = typed
    assert answer.status_code == 422
    shown = fields_of(answer.text, form=section)
    assert said in shown.beside(field)
    assert field in CHOSEN or shown.typed(field) == typed[field]
    assert store_words(now(desk)) == before


def test_the_second_of_two_admins_reads_what_the_first_changed(admin: Client, desk: Counter):
    stale = form_of(admin, "hours")
    send(admin, "hours", turnaround="30")

    answer = admin.post(f"{PAGE}sections/hours/", stale | {"turnaround": "60"})

    assert answer.status_code == 409
    for words in ("0 minutes", "30 minutes", "60 minutes", "Riley Okafor"):
        assert words in answer.text
    assert now(desk).turnaround_minutes == 30


def test_every_past_state_can_be_read(admin: Client, desk: Counter):
    send(admin, "hours", turnaround="30")
    send(admin, "about", street="From Main to 2nd St")
    send(admin, "about", street="8 Oak St")

    history = admin.get(f"{PAGE}history/").text
    pages = [admin.get(f"{PAGE}history/{number}/") for number in (1, 2, 3, 4, 5)]

    assert "from 0 minutes to 30 minutes" in history
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404]
    assert ["30 minutes" in page.text for page in pages[:4]] == [False, True, True, True]
    assert ["From Main to 2nd St" in page.text for page in pages[:4]] == [False, False, True, False]
    assert ["1200 Wabash Avenue" in page.text for page in pages[:4]] == [True, True, False, False]


def test_only_an_admin_sets_up_the_store(advisor: Client, desk: Counter):
    shown = fingerprint(store_words(desk.store)["hours"])

    assert advisor.get(PAGE).status_code == 404
    assert advisor.post(f"{PAGE}sections/hours/", {"shown": shown}).status_code == 404
    with pytest.raises(NotAllowed):
        save_hours(hours_of(desk.store), dealership=desk.store, shown=shown, by=porter(), at=at(9))


def test_its_pages_ask_little(admin: Client, desk: Counter):
    send(admin, "hours", turnaround="30")

    for path in (PAGE, f"{PAGE}history/", f"{PAGE}history/2/"):
        with statements() as seen:
            admin.get(path)
        assert len(seen) <= MOST, "\n".join(seen.texts)
