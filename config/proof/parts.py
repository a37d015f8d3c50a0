"""What there is to prove: the tests marked `proof`, file by file, the mutants of the engine, the programs in bench/."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.proof import mutation
from config.supervisor.installation import ROOT

TOOLS = Path(sys.executable).parent
NOTHING_COLLECTED = 5


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
    for file in sorted({line.partition("::")[0] for line in _collected() if "::" in line}):
        yield Part(
            name=file.removesuffix(".py").replace("/", "."),
            title=_first_line(ROOT / file),
            command=[TOOLS / "pytest", "-m", "proof", "-q", "-s", "-p", "no:cacheprovider", file],
        )


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
                command=[sys.executable, "-m", f"bench.{file.stem}"],
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
