"""What each part said when it was last carried out, and the page made of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from config.proof.parts import Part
from config.supervisor.installation import ROOT

KEPT = ROOT / "test-results" / "proof"
PAGE = ROOT / "docs" / "proof.md"
FIGURE = "figure: "


@dataclass(frozen=True, kw_only=True)
class Result:
    """The outcome of one part; `figures` are the lines it wants on the page."""

    name: str
    passed: bool
    seconds: int
    on_date: str
    revision: str
    figures: Sequence[str]


def figures_in(said: str) -> Sequence[str]:
    """The lines a part marked with `figure: `; everything else it says is for its log."""
    return [line.partition(FIGURE)[2].strip() for line in said.splitlines() if FIGURE in line]


def keep(result: Result) -> None:
    """Remember, so that a run that was interrupted goes on where it stopped."""
    KEPT.mkdir(parents=True, exist_ok=True)
    _file(result.name).write_text(json.dumps(asdict(result), indent=2) + "\n")


def kept(part: Part) -> Result | None:
    """The last result of this part."""
    file = _file(part.name)
    return Result(**json.loads(file.read_text())) if file.exists() else None


def forget(parts: Sequence[Part]) -> None:
    """Start over with these parts."""
    for part in parts:
        _file(part.name).unlink(missing_ok=True)


def write_page(parts: Sequence[Part]) -> None:
    """Write docs/proof.md from everything kept."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(_lines(parts)) + "\n")


def _file(name: str) -> Path:
    return KEPT / f"{name}.json"


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    yield "# Proof\n"
    yield "What the long proofs found when they were last carried out with `make proof`, which writes this page."
    for part in parts:
        result = kept(part)
        yield f"\n## {part.title}\n"
        yield _verdict(part, result)
        if result and result.figures:
            yield "\n```"
            yield from result.figures
            yield "```"


def _verdict(part: Part, result: Result | None) -> str:
    if result is None:
        return f"Not carried out yet (`make proof PART={part.name}`)."
    word = "Passed" if result.passed else "**Failed**"
    return f"{word} on {result.on_date} in {result.seconds} s (`make proof PART={part.name}`, {result.revision})."
