"""
`make proof`: carry out the long proofs one after the other; a second call goes on where the first stopped.

PART=name carries out the parts whose name contains the word, again. AGAIN=1 forgets all results first.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from config.proof import record
from config.proof.parts import Part, parts
from config.supervisor.installation import ROOT

LIMIT_SECONDS = 1800
"""A part takes less than ten minutes, and up to three times as long where others work on the same machine."""


def main() -> int:
    """Every part that has not passed yet at this revision; the page is written after each."""
    everything = parts()
    chosen = _chosen(everything)
    if os.environ.get("AGAIN") or os.environ.get("PART"):
        record.forget(chosen)
    revision = _revision()
    passed = [_settled(part, revision) or _carry_out(part, everything, revision) for part in chosen]
    record.write_page(everything)
    print(f"{sum(passed)} of {len(passed)} parts passed; see {record.PAGE.relative_to(ROOT)}", flush=True)
    return 0 if all(passed) else 1


def _chosen(everything: Sequence[Part]) -> Sequence[Part]:
    return [part for part in everything if os.environ.get("PART", "") in part.name]


def _settled(part: Part, revision: str) -> bool:
    result = record.kept(part)
    return result is not None and result.passed and result.revision == revision


def _carry_out(part: Part, everything: Sequence[Part], revision: str) -> bool:
    print(f"{part.name}: {part.title} …", flush=True)
    started = time.monotonic()
    log = record.KEPT / f"{part.name}.log"
    passed = _run(part, log=log)
    result = record.Result(
        name=part.name,
        passed=passed,
        seconds=round(time.monotonic() - started),
        on_date=f"{datetime.now(UTC):%Y-%m-%d}",
        revision=revision,
        figures=record.figures_in(log.read_text(errors="replace")),
    )
    record.keep(result)
    record.write_page(everything)
    print(
        "\n".join([*result.figures, f"{'passed' if passed else f'FAILED, see {log}'} in {result.seconds} s"]),
        flush=True,
    )
    return passed


def _run(part: Part, *, log: Path) -> bool:
    record.KEPT.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        try:
            done = subprocess.run(
                part.command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, timeout=LIMIT_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def _revision() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
