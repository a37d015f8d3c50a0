"""Vehicle identification numbers: the check digit, and the model year that the tenth character means."""

LETTERS = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
WORTH = LETTERS | {str(digit): digit for digit in range(10)}
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
"""The thirty characters of model years: A is 1980 and 2010, 9 is 2009 and 2039."""
LENGTH = 17
CHECK_DIGIT_AT = 8
YEAR_AT = 9


class InvalidVin(Exception):
    """What was typed is no VIN; the message says what is wrong with it."""


def scanned(read: str) -> str:
    """What a barcode says, without the I that stands before the VIN of an imported car."""
    text = read.strip()
    return text[1:] if len(text) == LENGTH + 1 and text[0] in "Ii" else text


def checked(typed: str) -> str:
    """
    The VIN in capitals, once its length, letters and check digit are right.

    :raises InvalidVin: one of them is not
    """
    vin = "".join(typed.upper().split())
    if len(vin) != LENGTH:
        raise InvalidVin(f"A VIN has 17 characters; this one has {len(vin)}.")
    wrong = sorted({letter for letter in vin if letter not in WORTH})
    if wrong:
        raise InvalidVin(f"A VIN never holds {', '.join(wrong)}. I, O and Q are left out, for 1 and 0.")
    if vin[CHECK_DIGIT_AT] != check_digit(vin):
        raise InvalidVin(
            f"Check digit: place 9 is {vin[CHECK_DIGIT_AT]}, it should be {check_digit(vin)}. "
            "Compare with the door label."
        )
    return vin


def check_digit(vin: str) -> str:
    """The ninth character that the other sixteen call for."""
    rest = sum(WORTH[letter] * weight for letter, weight in zip(vin, WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def model_year(vin: str, *, this_year: int) -> int | None:
    """The latest model year, next year's included, that the tenth character can mean; None where it means none."""
    place = YEARS.find(vin[YEAR_AT])
    if place < 0:
        return None
    newest = this_year + 1
    return newest - (newest - 1980 - place) % len(YEARS)
