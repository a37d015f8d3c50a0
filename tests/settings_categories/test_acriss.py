"""The ACRISS code: four letters, each one of those that its place has, typed in any case."""

import pytest

from fleet.domain.acriss import NoAcrissCode, acriss_code


@pytest.mark.parametrize(("typed", "code"), [("SFAR", "SFAR"), (" sfar ", "SFAR"), ("pdae", "PDAE"), ("  ", "")])
def test_a_code_is_kept_in_capitals_and_may_be_left_out(typed: str, code: str):
    assert acriss_code(typed) == code


@pytest.mark.parametrize("typed", ["SFA", "SFARX", "SF R", "SF4R", "ßAR", "SFÄR", "SF\u200bR", "S" * 5000])
def test_what_is_not_four_letters_is_no_code(typed: str):
    with pytest.raises(NoAcrissCode, match=r"An ACRISS code has four letters, such as SFAR\."):
        acriss_code(typed)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("AFAR", "No category has the letter A; the first letter is one of M N E"),
        ("SAAR", "No type has the letter A; the second letter is one of B C D"),
        ("SFXR", "No transmission has the letter X; the third letter is one of M N C A B D"),
        ("SFAW", "No fuel and air conditioning has the letter W; the fourth letter is one of R N D"),
    ],
)
def test_a_letter_that_its_place_does_not_have_is_named(typed: str, place: str):
    with pytest.raises(NoAcrissCode, match=place):
        acriss_code(typed)
