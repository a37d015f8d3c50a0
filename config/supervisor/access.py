"""What a script needs to drive the running demo."""

from pathlib import Path

from config.supervisor.announcing import say


class NoDemo(Exception):
    """No demo was ever started here."""


def show_access(data: Path) -> None:
    """
    Print what the demo's seed wrote, as JSON.

    :raises NoDemo: there is no demo in this folder
    """
    written = data / "demo.json"
    if not written.exists():
        raise NoDemo(f"There is no demo in {data} yet. Start it with `make run`.")
    say(written.read_text().rstrip())
