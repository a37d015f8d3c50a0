"""What there is to prove: the tests marked `proof`, a few at a time, the mutants of the engine, the programs in bench/."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from config.proof import mutation
from config.supervisor.installation import ROOT

TOOLS = Path(sys.executable).parent
NOTHING_COLLECTED = 5
MOST_TESTS = 3
"""Of one file in one part, so that a part is done within its time."""


class UnableToCollect(Exception):
    """pytest could not list the proofs."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part: under ten minutes, and complete in itself."""

    name: str
    title: str
    command: Sequence[str | Path]


def parts() -> Sequence[Part]:
    """Every part, in the order of the files."""
    return [*_tests(), *_mutations(), *_benches()]


def _tests() -> Iterator[Part]:
    found = sorted(line for line in _collected() if "::" in line)
    for file, tests in groupby(found, key=lambda line: line.partition("::")[0]):
        slices = list(_slices(list(tests)))
        for number, chosen in enumerate(slices, start=1):
            yield Part(
                name=file.removesuffix(".py").replace("/", ".") + (f".{number}" if len(slices) > 1 else ""),
                title=_first_line(ROOT / file) + (f" ({number} of {len(slices)})" if len(slices) > 1 else ""),
                command=[TOOLS / "pytest", "-m", "proof", "-q", "-s", "-p", "no:cacheprovider", *chosen],
            )


def _slices(tests: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(tests), MOST_TESTS):
        yield tests[first : first + MOST_TESTS]


def _mutations() -> Iterator[Part]:
    for name, modules in mutation.PARTS.items():
        yield Part(
            name=f"mutation.{name}",
            title=f"Mutants of the engine's rules: {', '.join(modules).replace('_', ' ')}",
            command=[sys.executable, "-m", "config.proof.mutation", name],
        )


def _benches() -> Iterator[Part]:
    for file in sorted((ROOT / "bench").glob("*.py")):
        if not file.name.startswith("_"):
            yield Part(
                name=f"bench.{file.stem}",
                title=_first_line(file),
                command=[sys.executable, "-m", "config.proof.figures", f"bench.{file.stem}"],
            )


def _collected() -> Sequence[str]:
    command = [str(TOOLS / "pytest"), "-m", "proof", "--collect-only", "-q"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode not in {0, NOTHING_COLLECTED}:
        raise UnableToCollect(listing.stdout)
    return listing.stdout.splitlines()


def _first_line(file: Path) -> str:
    words = file.read_text().lstrip('"\n ').split('"""')[0].strip()
    return words.split("\n")[0].rstrip(".")
