"""Phone numbers: E.164, as the text gateway and every look-up need them."""

import phonenumbers

LONGEST = 16
"""A plus sign and 15 digits; some countries have numbers that are longer, and can't be called from abroad."""


class NotAPhoneNumber(Exception):
    """The digits are no number that can be called."""

    def __init__(self, typed: str) -> None:
        """Show what was typed."""
        super().__init__(f"“{typed}” is not a phone number. Type it with its area code, such as (312) 555-0142.")


def e164(typed: str, *, country: str) -> str:
    """
    Write a number in E.164; ``country`` is that of a number without one. Empty stays empty.

    :raises NotAPhoneNumber: the digits can't be a number
    """
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException as reason:
        raise NotAPhoneNumber(typed) from reason
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    if not possible or len(written) > LONGEST:
        raise NotAPhoneNumber(typed)
    return written
