"""Numbers of settings as people type them, and settings in words: no database is asked."""

from decimal import Decimal

import pytest

from billing.forms.typed import CountField, PercentField, PriceField, signs_of, typed_number
from dealerships.models import Dealership
from kernel.changes import Overtaken, changes, fingerprint, refuse_overtaken

SPRINGFIELD = Dealership(language="en-us", currency="USD")
MONTREAL = Dealership(language="fr-ca", currency="CAD")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20", "20"),
        ("$20", "20"),
        ("20 $", "20"),
        ("USD 20", "20"),
        ("20.50", "20.50"),
        ("4,118", "4118"),
        (".25", "0.25"),
        (" 1 470 ", "1470"),
        ("1\u202f234\u202f567.50", "1234567.50"),
    ],
)
def test_an_amount_is_understood_however_it_is_written(typed, meant):
    assert typed_number(typed, SPRINGFIELD, signs_of(SPRINGFIELD)) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "twenty",
        "3,50",
        "1.2.3",
        "1.234,5",
        "-5",
        "−5",
        "1e3",
        "NaN",
        "٣",
        "½",
        "20 50",
        "1 2",
        "1,234 567",
        "€20",
        "12 %",
        "$20$",
        "",
        "$",
        " ",
    ],
)
def test_what_is_no_amount_here_is_not_guessed_at(typed):
    assert typed_number(typed, SPRINGFIELD, signs_of(SPRINGFIELD)) is None


def test_only_a_percentage_is_written_with_its_sign():
    assert typed_number("6.25 %", SPRINGFIELD, PercentField.signs) == Decimal("6.25")
    assert typed_number("$6.25", SPRINGFIELD, PercentField.signs) is None
    assert typed_number("21 %", SPRINGFIELD, CountField.signs) is None


def test_a_comma_is_a_decimal_comma_where_people_write_it_so():
    assert typed_number("3,50 $", MONTREAL, signs_of(MONTREAL)) == Decimal("3.50")
    assert typed_number("3.50", MONTREAL) == Decimal("3.50")


@pytest.mark.parametrize("store", [SPRINGFIELD, MONTREAL])
def test_what_a_field_shows_is_understood_when_it_comes_back_untouched(store):
    minutes, price = CountField(dealership=store, most=9_999), PriceField(dealership=store)

    assert minutes.clean(minutes.prepare_value(1_470)) == 1_470
    assert price.clean(price.prepare_value(Decimal("1234.50"))) == Decimal("1234.50")


def test_a_change_is_told_from_what_to_what():
    told = changes({"Daily Rate": "$20.00", "Facility Fee": "$3.50"}, {"Daily Rate": "$25.00", "Trip Fee": "$1.00"})

    assert [(one.label, one.in_words) for one in told] == [
        ("Daily Rate", "from $20.00 to $25.00"),
        ("Facility Fee", "from $3.50 to none"),
        ("Trip Fee", "from none to $1.00"),
    ]


def test_what_is_still_as_it_was_shown_is_not_refused():
    words = {"Daily Rate": "$20.00"}

    refuse_overtaken(words, shown=fingerprint({"Daily Rate": "$20.00"}))
    with pytest.raises(Overtaken):
        refuse_overtaken(words, shown=fingerprint({"Daily Rate": "$25.00"}))
