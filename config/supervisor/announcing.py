"""What the person in front of the terminal reads."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence

from config.supervisor.installation import Installation


def say(sentence: str) -> None:
    """Print one line, at once."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Print what went wrong, where errors belong."""
    print(sentence, file=sys.stderr, flush=True)


def announce(installation: Installation) -> None:
    """The address, and who may sign in."""
    for line in _lines(installation):
        say(line)


def _lines(installation: Installation) -> Iterator[str]:
    yield ""
    yield f"  Loanerdesk          {installation.address}"
    yield f"  Outside world       http://localhost:{installation.sandbox_port}  (Lexus App, guests' phones, card processor)"
    logins = _logins(installation)
    if logins:
        yield ""
        yield "  Sign in as"
    yield from _table(logins)
    yield ""
    yield f"  What each part says: {installation.place.logs}"
    yield "  Ctrl-C stops everything; the data stays. `make reset` starts over."
    yield ""


def _logins(installation: Installation) -> Sequence[Mapping[str, str]]:
    if not installation.demo.exists():
        return []
    found: Sequence[Mapping[str, str]] = json.loads(installation.demo.read_text()).get("logins", [])
    return found


def _table(logins: Sequence[Mapping[str, str]]) -> Iterator[str]:
    width = max((len(login["email"]) for login in logins), default=0)
    for login in logins:
        yield f"    {login['email']:<{width}}  {login['password']}  {login['permission_set']}"
