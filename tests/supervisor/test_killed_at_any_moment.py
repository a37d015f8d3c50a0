"""A supervisor killed at any moment of its start, or soon after, leaves nobody behind."""

import secrets
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.supervisor.demo import Demo, free_ports, wait_until
from tests.supervisor.processes import survivors

pytestmark = [
    pytest.mark.proof,
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc"),
]

GONE_SECONDS = 60.0
MOMENTS = {"while it makes its database": (8, 6.0), "while it starts again": (12, 3.0), "after that": (8, 20.0)}


@pytest.fixture
def demo() -> Iterator[Demo]:
    """A demo whose data is not made yet."""
    with tempfile.TemporaryDirectory(prefix="loanerdesk-demo-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's user has to pass
        yield Demo(data=Path(folder) / "data", port=free_ports())


def test_a_supervisor_killed_at_any_moment_leaves_nobody_behind(demo: Demo) -> None:
    seed = secrets.randbelow(1_000_000)
    chance = Random(seed)

    for when, (kills, latest_seconds) in MOMENTS.items():
        if when == "while it starts again":
            demo.start()
            demo.send(signal.SIGTERM)
        families = [killed(demo, after=chance.uniform(0, latest_seconds)) for _ in range(kills)]
        told = f"{kills} kills within {latest_seconds:.0f} s, {when}; families of {min(families)} to {max(families)}"
        print(f"figure: {told}; seed {seed}")  # noqa: T201 - for docs/proof.md


def killed(demo: Demo, *, after: float) -> int:
    """How many there were when the supervisor was killed so many seconds after its start; none is left."""
    demo.process = demo.command("run")
    time.sleep(after)
    demo.process.send_signal(signal.SIGSTOP)  # nobody is born between the look and the kill
    family = demo.family()
    demo.send(signal.SIGKILL)
    wait_until(lambda: not survivors(family), seconds=GONE_SECONDS, otherwise=f"{after:.2f} s: {survivors(family)}")
    return len(family)
