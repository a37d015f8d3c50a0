"""Merge fields: known ones are filled in safely, unknown ones are named."""

import pytest

from programs.domain.merge import FIELDS, UnknownFields, cleaned, merged, merged_words, refuse_unknown, unknown_fields


def test_a_field_is_filled_in_with_its_value():
    assert merged("<p>{{ customer.name }} borrows it.</p>", FIELDS) == "<p>Avery Quinn borrows it.</p>"


def test_a_value_is_text_and_never_becomes_a_tag():
    values = FIELDS | {"customer.name": '<script>alert("1")</script> & Sons'}

    body = merged("<p>{{ customer.name }}</p>", values)

    assert body == "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Sons</p>"


def test_a_value_that_looks_like_a_field_is_left_as_it_is():
    values = FIELDS | {"customer.name": "{{ vehicle.vin }}"}

    assert merged("<p>{{customer.name}}</p>", values) == "<p>{{ vehicle.vin }}</p>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p onclick='x()'>Fuel</p>", "<p>Fuel</p>"),
        ("<script>x()</script><p>Fuel</p>", "<p>Fuel</p>"),
        ("<img src='https://example.com/x.png'>Fuel", "Fuel"),
        ("<a href='https://example.com'>Fuel</a>", "Fuel"),
        ("<p style='position:fixed'>Fuel</p>", "<p>Fuel</p>"),
        ("<svg><path d='M0 0'/></svg>Fuel", "Fuel"),
    ],
)
def test_a_dealers_text_keeps_only_what_paper_needs(written, kept):
    assert cleaned(written) == kept


def test_unknown_fields_are_named_with_the_one_that_was_meant():
    text = "{{ vehicle.color }} and {{ customer.name }} and {{ moon.phase }}"

    assert unknown_fields(text) == ("vehicle.color", "moon.phase")
    with pytest.raises(UnknownFields, match=r"Did you mean vehicle\.colour\?"):
        refuse_unknown(text)


def test_the_places_of_terms_and_signature_stay_for_the_printer():
    assert merged("<p>Read.</p>{{ terms }}{{ signature }}", FIELDS) == "<p>Read.</p>{{ terms }}{{ signature }}"


def test_terms_are_plain_words():
    words = merged_words("I return it by {{ dropoff.scheduled }}.", FIELDS)

    assert words == "I return it by Fri, Mar 13, 2026, 11:00 AM."
