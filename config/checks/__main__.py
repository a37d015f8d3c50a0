"""`python -m config.checks`: run every check over the whole tree, show what failed, and say so in the exit status."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from config.checks.listing import CHECKS, TESTS, Check
from config.supervisor.installation import ROOT

AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one check went, and what it said."""

    name: str
    passed: bool
    seconds: float
    said: str


def main() -> int:
    """Every check, whatever the others said, then the tests."""
    started = time.monotonic()
    failed = [outcome.name for outcome in _outcomes() if not outcome.passed]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All checks passed"
    print(f"{verdict} in {time.monotonic() - started:.0f} s", flush=True)
    return 1 if failed else 0


def _outcomes() -> Iterator[Outcome]:
    with ThreadPoolExecutor(AT_ONCE) as hands:
        for outcome in hands.map(_carry_out, CHECKS):
            _tell(outcome)
            yield outcome
    tests = _carry_out(TESTS)
    _tell(tests)
    yield tests


def _carry_out(check: Check) -> Outcome:
    """Run one check; what is visible speaks for itself, while it runs."""
    started = time.monotonic()
    output = None if check.visible else subprocess.PIPE
    done = subprocess.run(
        check.command, cwd=ROOT, env=check.environment, stdout=output, stderr=output, text=True, check=False
    )
    return Outcome(
        name=check.name,
        passed=done.returncode == 0,
        seconds=time.monotonic() - started,
        said=f"{done.stdout or ''}{done.stderr or ''}".strip(),
    )


def _tell(outcome: Outcome) -> None:
    if not outcome.passed and outcome.said:
        print(outcome.said)
    print(f"{'ok    ' if outcome.passed else 'FAILED'}  {outcome.name} ({outcome.seconds:.1f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
