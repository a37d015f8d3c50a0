"""
What starting costs: `make run` on an empty folder, and again after its supervisor was killed.

Run as `python -m bench.starting`. The second start has to prepare nothing, so it must take less than half of the first
one's processor time; the clock's seconds depend on what else the machine does.
"""

import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.supervisor.demo import Demo, free_ports

MOST_SHARE = 0.5


def main() -> int:
    """Start, kill, start again."""
    with tempfile.TemporaryDirectory(prefix="loanerdesk-demo-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's user has to pass
        demo = Demo(data=Path(folder) / "data", port=free_ports())
        first = _started(demo, "on an empty folder")
        demo.send(signal.SIGKILL)
        second = _started(demo, "again, after a kill")
        demo.send(signal.SIGTERM)
    print(f"the second start costs {second / first:.0%} of the first one's processor time (at most {MOST_SHARE:.0%})")
    return 0 if second < MOST_SHARE * first else 1


def _started(demo: Demo, when: str) -> float:
    """Processor seconds until everything was healthy."""
    began = time.perf_counter()
    demo.start()
    worked = sum(person.worked_seconds for person in demo.family())
    print(f"{when}: healthy after {time.perf_counter() - began:.1f} s, {worked:.1f} s of one processor", flush=True)
    return worked


if __name__ == "__main__":
    sys.exit(main())
