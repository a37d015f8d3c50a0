"""Texts of agreements as they are written: terms that move, fields that are renamed, two texts that differ."""

import pytest

from programs.domain.merge import FIELDS, PLACES, nearest
from programs.domain.palette import PALETTE
from programs.domain.texts import AgreementText, Difference, Term, differences, fingerprint, in_paragraphs
from programs.forms.agreements import edited

FUEL, TOLLS, RETURN = (Term(title=title, text=f"About {title}.") for title in ("Fuel", "Tolls", "Return"))
TEXT = AgreementText(body="<p>Read it.</p>", terms=(FUEL, TOLLS, RETURN))


@pytest.mark.parametrize(
    ("press", "titles"),
    [
        ("up-1", ["Tolls", "Fuel", "Return"]),
        ("down-1", ["Fuel", "Return", "Tolls"]),
        ("up-0", ["Fuel", "Tolls", "Return"]),
        ("down-2", ["Fuel", "Tolls", "Return"]),
        ("remove-0", ["Tolls", "Return"]),
        ("remove-7", ["Fuel", "Tolls", "Return"]),
        ("add", ["Fuel", "Tolls", "Return", ""]),
        ("", ["Fuel", "Tolls", "Return"]),
        ("burn-1", ["Fuel", "Tolls", "Return"]),
    ],
)
def test_a_button_beside_a_term_moves_removes_or_adds_one(press, titles):
    assert [term.title for term in edited(TEXT, press).terms] == titles


def test_a_field_is_renamed_wherever_it_stands():
    text = AgreementText(
        body="<p>In {{vehicle.color}}, {{ vehicle.colors }}.</p>",
        terms=(Term(title="Paint", text="It is {{ vehicle.color }}."),),
    )

    mended = edited(text, "rename:vehicle.color=vehicle.colour")

    assert mended.body == "<p>In {{ vehicle.colour }}, {{ vehicle.colors }}.</p>"
    assert mended.terms[0].text == "It is {{ vehicle.colour }}."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("I am {{ customer.name }}.", "<p>I am {{ customer.name }}.</p>"),
        ("One.\n\nTwo.\n \n\nThree.", "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ("Springfield,\nIllinois\n\nRead it.", "<p>Springfield,<br>\nIllinois</p>\n<p>Read it.</p>"),
        ("Bring it <b>full</b>,\nor pay.\n\nToday.", "<p>Bring it <b>full</b>,\nor pay.</p>\n<p>Today.</p>"),
        ("<p>One.\n\nStill one.</p>", "<p>One.\n\nStill one.</p>"),
        ("", ""),
    ],
)
def test_words_without_paragraphs_are_put_into_them(typed: str, kept: str):
    assert in_paragraphs(typed) == kept


def test_a_fingerprint_tells_texts_terms_and_versions_apart():
    others = [AgreementText(body="<p>Read.</p>", terms=TEXT.terms), AgreementText(body=TEXT.body, terms=(TOLLS, FUEL))]

    assert fingerprint(TEXT, number=2) == fingerprint(AgreementText(body=TEXT.body, terms=TEXT.terms), number=2)
    assert fingerprint(TEXT, number=2) != fingerprint(TEXT, number=3)
    assert len({fingerprint(each, number=2) for each in [TEXT, *others]}) == 3


def test_two_texts_differ_paragraph_by_paragraph():
    saved = AgreementText(body="<h3>Period</h3><p>Until Friday.</p>", terms=(FUEL,))
    typed = AgreementText(body="<h3>Period</h3><p>Until  <b>Monday</b>.</p>", terms=(FUEL, TOLLS))

    assert differences(saved, typed) == [
        Difference(saved="Until Friday.", typed="Until Monday."),
        Difference(saved="", typed="Tolls: About Tolls."),
    ]


def test_the_palette_offers_every_field_and_place_once():
    offered = [name for names in PALETTE.values() for name in names]

    assert sorted(offered) == sorted([*FIELDS, *PLACES])


def test_an_unknown_field_is_told_what_was_meant():
    assert nearest("vehicle.color_name") == "vehicle.colour"
    assert nearest("moon.phase") == ""
