"""Write an agreement on its page: a draft is kept, published as the next version, and never over a colleague's text."""

import pytest
from django.test import Client

from dealerships.domain.permissions import NotAllowed
from dealerships.models import Event
from programs.domain.texts import AgreementText, Term
from programs.models import AgreementDraft, AgreementVersion
from programs.queries import text_of, version_to_sign, writing
from programs.services.drafts import ChangedMeanwhile, publish_draft, save_draft
from tests.races import race
from tests.situations import Counter, at, manager
from tests.situations.offers import TERMS
from tests.situations.staff import porter

LONGER = "<h1>Loaner agreement</h1><p>{{ customer.name }} borrows the {{ vehicle.model }} and washes it.</p>"


def test_a_draft_is_kept_and_nobody_signs_it(signed_in: Client, desk: Counter, page: str, typed: dict):
    answer = signed_in.post(f"{page}draft/", typed | {"body": LONGER})

    assert answer["Location"] == f"{page}?language=en-us"
    draft = AgreementDraft.objects.get(dealership=desk.store)
    assert (draft.body, draft.saved_by) == (LONGER, "Riley Okafor")
    assert draft.terms == [list(term) for term in TERMS]
    assert in_use(desk).number == 1
    assert "Draft of version 2" in signed_in.get(page).text


def test_publishing_makes_the_next_version_and_the_old_one_can_still_be_read(
    signed_in: Client, desk: Counter, page: str, typed: dict
):
    signed_in.post(f"{page}publish/", typed | {"body": LONGER})

    version = in_use(desk)
    assert (version.number, version.body) == (2, LONGER)
    assert [term.title for term in text_of(version).terms] == ["Fuel", "Tolls and fines"]
    assert not AgreementDraft.objects.filter(dealership=desk.store).exists()
    old = signed_in.get(f"{page}versions/1/?language=en-us").text
    assert "washes it" not in old
    assert '<span class="merge-field">vehicle.vin</span>' in old
    assert (
        Event.objects.filter(dealership=desk.store, verb="published the driver agreement").get().details["Version"] == 2
    )


def test_an_unknown_field_is_kept_in_a_draft_but_not_published(signed_in: Client, desk: Counter, page: str, typed):
    wrong = typed | {"body": "<p>In {{ vehicle.color_name }}.</p>"}

    published = signed_in.post(f"{page}publish/", wrong)
    saved = signed_in.post(f"{page}draft/", wrong, follow=True)

    assert published.status_code == 422
    assert "vehicle.color_name is no merge field. Did you mean vehicle.colour?" in published.text
    assert "In {{ vehicle.color_name }}." in published.text
    assert in_use(desk).number == 1
    assert "1 unknown field" in saved.text
    assert 'value="rename:vehicle.color_name=vehicle.colour"' in saved.text


def test_the_button_beside_an_unknown_field_mends_it(signed_in: Client, desk: Counter, page: str, typed: dict):
    wrong = {"body": "<p>In {{ vehicle.color }}.</p>", "press": "rename:vehicle.color=vehicle.colour"}

    signed_in.post(f"{page}draft/", typed | wrong)

    assert AgreementDraft.objects.get(dealership=desk.store).body == "<p>In {{ vehicle.colour }}.</p>"


def test_terms_are_added_moved_and_removed_without_a_script(signed_in: Client, desk: Counter, page: str, typed: dict):
    signed_in.post(f"{page}draft/", typed | {"press": "down-0"})

    assert titles(desk) == ["Tolls and fines", "Fuel"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": "  "}, "There is nothing to read yet."),
        ({}, "Version 1 says the same already."),
        ({"term_title": ["", "Tolls"]}, "Say in a word or two what this term is about."),
        ({"term_text": ["", "I pay."]}, "Write what the driver accepts, or remove the term."),
        ({"term_title": ["x" * 121, "Tolls"]}, "The title has 121 signs; 120 fit."),
        ({"body": "<p>" + "x" * 60_001}, "The text is longer than paper is patient"),
    ],
)
def test_what_can_not_be_published_says_why_and_stays_typed(
    signed_in: Client, desk: Counter, page: str, typed: dict, changes: dict, said: str
):
    answer = signed_in.post(f"{page}publish/", typed | changes)

    assert answer.status_code == 422
    assert said in answer.text
    assert in_use(desk).number == 1


def test_script_and_style_of_a_pasted_text_are_gone_once_it_is_saved(
    signed_in: Client, desk: Counter, page: str, typed: dict
):
    pasted = "<p onclick='x()' style='color:red'>Read.<script>x()</script></p><img src='https://example.com/x.png'>"

    signed_in.post(f"{page}draft/", typed | {"body": pasted})

    assert AgreementDraft.objects.get(dealership=desk.store).body == "<p>Read.</p>"


def test_bare_words_are_kept_as_paragraphs_and_shown_as_such(signed_in: Client, desk: Counter, page: str, typed: dict):
    bare = "I, {{ customer.name }}, borrow it.\r\n\r\nI bring it back & wash it."

    signed_in.post(f"{page}publish/", typed | {"body": bare})

    kept = "<p>I, {{ customer.name }}, borrow it.</p>\n<p>I bring it back &amp; wash it.</p>"
    assert in_use(desk).body == kept
    shown = signed_in.get(f"{page}versions/2/?language=en-us").text
    assert '<p>I, <span class="merge-field">customer.name</span>, borrow it.</p>' in shown


def test_the_second_of_two_who_write_reads_what_the_first_saved_and_loses_nothing(
    signed_in: Client, desk: Counter, page: str, typed: dict
):
    saved(desk, str(typed["shown"]), body="<p>By Helen.</p>")

    answer = signed_in.post(f"{page}draft/", typed | {"body": "<p>By Riley.</p>"})

    assert answer.status_code == 409
    assert "Riley Okafor saved another draft while you were writing" in answer.text
    assert "By Helen." in answer.text
    assert "&lt;p&gt;By Riley.&lt;/p&gt;" in answer.text
    assert AgreementDraft.objects.get(dealership=desk.store).body == "<p>By Helen.</p>"
    again = writing(dealership=desk.store, agreement=desk.agreement, language="en-us").fingerprint
    assert f'name="shown" value="{again}"' in answer.text


def test_a_text_that_was_published_meanwhile_is_not_published_over(desk: Counter):
    shown = fingerprint_of(desk)
    publish(desk, shown, body="<p>First.</p>")

    with pytest.raises(ChangedMeanwhile, match="published or threw away the draft"):
        publish(desk, shown, body="<p>Second.</p>")


def test_of_two_who_publish_at_once_one_is_told(committed_desk: Counter):
    desk = committed_desk
    shown = inside(desk, lambda: fingerprint_of(desk))

    first, second = race(
        desk.store,
        lambda: publish(desk, shown, body="<p>First.</p>").number,
        lambda: publish(desk, shown, body="<p>Second.</p>").number,
    )

    assert first.value == 2
    assert isinstance(second.refusal, ChangedMeanwhile)
    assert inside(desk, lambda: in_use(desk).body) == "<p>First.</p>"


def test_a_draft_is_thrown_away_after_a_question(signed_in: Client, desk: Counter, page: str, typed: dict):
    signed_in.post(f"{page}draft/", typed | {"body": LONGER})
    asked = signed_in.get(f"{page}discard/?language=en-us")
    shown = fingerprint_of(desk)

    signed_in.post(f"{page}discard/", {"shown": shown, "language": "en-us"})

    assert "Throw the draft of version 2 away" in asked.text
    assert not AgreementDraft.objects.filter(dealership=desk.store).exists()


def test_a_new_language_begins_with_the_dealerships_text(signed_in: Client, desk: Counter, page: str):
    offered = signed_in.get(f"{page}languages/").text

    spanish = signed_in.get(f"{page}?language=es-us").text

    assert '<option value="es-us">Spanish</option>' in offered
    assert "You are writing version 1" in spanish
    assert "{{ customer.name }} borrows" in spanish


@pytest.mark.parametrize(("language", "read"), [("es-us", "es-us"), ("fr-ca", "en-us"), ("en-us", "en-us")])
def test_a_guest_signs_in_their_language_else_in_the_dealerships(desk: Counter, language: str, read: str):
    shown = writing(dealership=desk.store, agreement=desk.agreement, language="es-us").fingerprint
    publish(desk, shown, body="<p>Contrato.</p>", language="es-us")

    assert in_use(desk, language).language == read


def test_a_text_older_than_the_dealerships_is_marked_as_behind(signed_in: Client, desk: Counter, page: str):
    spanish = writing(dealership=desk.store, agreement=desk.agreement, language="es-us").fingerprint
    publish(desk, spanish, body="<p>Contrato.</p>", language="es-us")
    before = signed_in.get(page).text

    publish(desk, fingerprint_of(desk), body="<p>Newer.</p>", day=10)

    assert "behind the dealership" not in before
    assert "behind the dealership" in signed_in.get(page).text


def test_only_an_admin_writes(desk: Counter):
    with pytest.raises(NotAllowed, match="Admin"):
        save_draft(text=AgreementText(body="<p>x</p>"), **doing(desk, fingerprint_of(desk)) | {"by": porter()})


def in_use(desk: Counter, language: str = "en-us") -> AgreementVersion:
    return version_to_sign(dealership=desk.store, program=None, of_group=desk.agreement.pk, language=language)


def titles(desk: Counter) -> list[str]:
    return [title for title, _ in AgreementDraft.objects.get(dealership=desk.store).terms]


def fingerprint_of(desk: Counter) -> str:
    return writing(dealership=desk.store, agreement=desk.agreement, language="en-us").fingerprint


def doing(desk: Counter, shown: str, *, language: str = "en-us", day: int = 9) -> dict:
    return {
        "dealership": desk.store,
        "agreement": desk.agreement,
        "language": language,
        "shown": shown,
        "by": manager(),
        "at": at(day),
    }


def saved(desk: Counter, shown: str, *, body: str) -> None:
    save_draft(text=AgreementText(body=body), **doing(desk, shown))


def publish(desk: Counter, shown: str, *, body: str, language: str = "en-us", day: int = 9) -> AgreementVersion:
    text = AgreementText(body=body, terms=(Term(title="Fuel", text="I return it full."),))
    return publish_draft(text=text, **doing(desk, shown, language=language, day=day))


def inside(desk: Counter, work):
    from dealerships.tenancy import as_dealership

    with as_dealership(desk.store):
        return work()
