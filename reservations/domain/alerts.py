"""What staff are told when more is booked than there are vehicles; they may go on all the same."""

HORIZON_DAYS = 35
SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def overbooked(*, short: int, what: str, short_from: str, next_free: str | None) -> str:
    """*One SUV short from Thu, Mar 12, 9:00 AM. The next is free Thu, Mar 12, 4:00 PM. You can book anyway.*"""
    count = SMALL[short] if short < len(SMALL) else str(short)
    many = what if short == 1 else f"{what}s"
    then = f"The next is free {next_free}." if next_free else f"None is free within {HORIZON_DAYS} days."
    return f"{count} {many} short from {short_from}. {then} You can book anyway."


def no_such_vehicle(*, what: str) -> str:
    """There is nothing in the pool at all that could ever be lent."""
    return f"There is no {what} that can be lent. Add vehicles, or choose another group or program."
