"""Why some mutants of the engine are noticed by no test: what they change can't be seen from outside."""

from collections.abc import Sequence

UNEXPLAINED = "no reason written: a test is missing"
REASONS: Sequence[tuple[str, str, str]] = (
    ("", "strict=", "both are of one length by construction; strict only guards against a mistake of ours"),
    ("used_under", "usage.vehicles, )", "the same"),
    ("_spells", "days), )", "the same"),
    ("", "], )", "a sum that begins with the whole number 0 is equal, and is rounded right after"),
    ("", "for payment in payments), )", "a sum that begins with the whole number 0 is equal"),
    ("sound_usage", "astimezone(None)", "instants compare alike in every time zone"),
    ("days_incurred", "astimezone(None)", "instants compare alike in every time zone"),
    ("_on_contract", "astimezone(None)", "instants compare alike in every time zone"),
    ("_on_contract", "since[current - 1]", "of two vehicles, the one before the first is the last"),
    ("hold._deposit", "Decimal(", "terms without the amount of their deposit can't be made"),
    ("", "ensure_ascii=None", "nothing and no are the same to the library"),
    ("", "Shape(form, None,", "an empty path and none are written alike"),
    ("", "Shape(evidence, None,", "an empty path and none are written alike"),
    ("excess_mileage", "excess < 0", "a line of nothing is left out of the bill anyway"),
    ("refunds", "surplus >= refundable", "all of it is given back either way"),
    ("first_instant", "astimezone(None)", "the instant is the same in every time zone"),
    ("fuel._missing", "back is None", "a reading is missing from estimates alone, and those are not asked for fuel"),
    ("fuel._charged", "is not Energy.ELECTRIC", "whether there are two sorts of energy is the same either way"),
    ("mileage._driven", "odometer is not None", "a reading is missing from estimates alone, which leave mileage out"),
    ("adjustment_lines", "or True", "without adjustments nobody asks what the lines bear"),
    ("_credit", 'or "XXXX"', "no line has such a name either"),
    ("_billing_day", "BillingDay(minutes=", "elapsed is what a billing day is unless said otherwise"),
)
"""Where (empty: anywhere), a part of the changed line, and why it can't be seen."""


def why(where: str, change: str) -> str:
    """The reason written for a change."""
    for place, part, reason in REASONS:
        if place in where and part in change:
            return reason
    return UNEXPLAINED
