"""Numbers of licences as they are compared, and the states that may have issued one."""

UNITED_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP"
)
CANADA = "AB BC MB NB NL NS NT NU ON PE QC SK YT"
STATES = ("", *UNITED_STATES.split(), *CANADA.split())
"""Where a number typed without its state is looked for; the empty one is for licences without a state."""
LONGEST_STATE = 10


def licence_key(number: str) -> str:
    """Letters and digits alone, in capitals: *Q500-0048-2193* is *Q50000482193*."""
    return "".join(letter for letter in number.upper() if letter.isalnum())


def state_key(state: str) -> str:
    """The state's letters in capitals, as many as are kept: some letters are two in capitals."""
    return state.strip().upper()[:LONGEST_STATE]


def last_four(number: str) -> str:
    """What may be shown of a number."""
    return licence_key(number)[-4:]
