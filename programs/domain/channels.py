"""By which way bookings come into a program: the one it names, and staff always; without one, any."""

STAFF, LEXUS_APP, API = "staff", "lexus_app", "api"
CHOICES = [("", "Any"), (LEXUS_APP, "Lexus App"), (STAFF, "Staff"), (API, "API")]
BY_WHOM = {LEXUS_APP: "the Lexus App and staff", STAFF: "staff alone", API: "the API and staff"}


def takes(channel: str, *, by: str) -> bool:
    """Whether a program with this channel takes a booking that comes by that way."""
    return not channel or by in {channel, STAFF}


def closed(title: str, channel: str) -> str:
    """Why it does not, for whoever books."""
    return f"The program “{title}” takes bookings by {BY_WHOM[channel]}."
