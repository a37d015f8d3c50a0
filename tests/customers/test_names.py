"""Names as they are compared."""

import pytest

from customers.domain.names import last_name_key, name_key, split_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Quinn", "quinn"),
        ("Avery QUINN", "quinn"),
        ("Quinn Jr.", "quinn"),
        ("Quinn, Sr", "quinn"),
        ("Henry Quinn III", "quinn"),
        ("Quinn iv", "quinn"),
        ("Quinn V", "v"),
        ("Muñoz", "munoz"),
        ("van der Børg", "borg"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Ana García-López", "garcia-lopez"),
        ("Straße", "strasse"),
        ("Jr", "jr"),
        ("", ""),
    ],
)
def test_the_last_name_is_the_last_word_without_suffix_case_and_accents(name: str, key: str):
    assert last_name_key(name) == key


def test_first_and_last_name_make_one_key():
    assert name_key("Ávery  Lee", "Quinn Jr.") == "avery lee quinn"


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Avery Quinn", ("Avery", "Quinn")),
        ("Avery Lee Quinn", ("Avery Lee", "Quinn")),
        ("Avery Quinn Jr.", ("Avery", "Quinn Jr.")),
        ("Cher", ("", "Cher")),
    ],
)
def test_a_full_name_is_split_before_its_last_word(full: str, parts: tuple[str, str]):
    assert split_name(full) == parts
