"""
Mutants of the engine's rules: each is the code with one thing changed, and some test must notice.

Run as `python -m config.proof.mutation PART`, a part being a key of `PARTS`. mutmut works on a copy of the rules and of
their pure tests in test-results/mutation, with no Django, no database and no property (a property that finds nothing is
as slow as all other tests together). PROCESSES says how many run at once.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.proof.survivors import why
from config.supervisor.installation import ROOT

TOOLS = Path(sys.executable).parent
DESK = ROOT / "test-results" / "mutation"
LEAST_PERCENT = 90.0
RULES = "billing.domain"
LEFT_OUT = ("test_properties.py", "test_price_command.py", "__pycache__")
KILLED = frozenset({"killed", "timeout"})
NOT_JUDGED = frozenset({"not checked", "skipped"})

SETTINGS = """
[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["."]
addopts = ["-p", "no:django", "-p", "no:cacheprovider", "--import-mode=importlib"]

[tool.mutmut]
source_paths = ["billing", "kernel"]
only_mutate = ["billing/domain/*"]
also_copy = ["docs"]
use_git_change_detection = false
timeout_constant = 0.5
"""
# A mutant is forked from a process that has run the tests: what that process remembers would hide the mutant. The clock
# of the machine is set to a zone that no test speaks of.
FRESH = '''"""Every mutant starts without memories, on a clock of its own."""

import functools
import gc
import os
import time


def pytest_collection_finish() -> None:
    """Forget what functions remember."""
    os.environ["TZ"] = "Asia/Kolkata"
    time.tzset()
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith(("billing", "kernel")):
            thing.cache_clear()
'''

ASK = """
import json, sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
print(json.dumps({name: get_diff_for_mutant(name) for name in sys.stdin.read().split()}))
"""

PARTS: Mapping[str, Sequence[str]] = {
    "days": ("daily_rate", "days"),
    "evidence": ("evidence", "mileage", "supplement", "taxes", "words"),
    "fuel": ("fuel",),
    "invoices": ("form.invoices",),
    "lines": ("adjustments", "engine", "fees"),
    "payments": ("facts", "hold", "invoice", "payments", "processor", "refusals", "settlement"),
    "reading": ("form.into",),
    "settings": ("bench", "rates", "recovering", "replay", "sections", "sound_terms", "terms"),
    "usage": ("sound_usage", "usage"),
    "writing": ("form.json_text", "form.out", "form.shape"),
}
"""Each takes two to seven minutes where six others use the machine's two cores."""


class Unassigned(Exception):
    """A module of the rules is in no part, so nobody would mutate it."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One change, and what became of it."""

    name: str
    status: str

    @property
    def killed(self) -> bool:
        """Whether a test noticed."""
        return self.status in KILLED


def main(part: str) -> int:
    """Run the mutants of a part; fail if fewer than nine in ten are noticed."""
    refuse_unassigned()
    lay_out()
    patterns = [f"{RULES}.{module}.*" for module in PARTS[part] if _has_functions(module)]
    processes = os.environ.get("PROCESSES") or str(os.cpu_count() or 1)
    subprocess.run([TOOLS / "mutmut", "run", "--max-children", processes, *patterns], cwd=DESK, check=True)
    mutants = [each for each in judged() if any(_within(each.name, module) for module in PARTS[part])]
    alive = [each for each in mutants if not each.killed]
    percent = 100 * (1 - len(alive) / len(mutants))
    print(
        f"\nfigure: {len(mutants) - len(alive)} of {len(mutants)} mutants noticed, {percent:.1f} % (at least {LEAST_PERCENT:.0f} %)"
    )
    changed = changes(alive)
    for each in alive:
        print(f"figure: {told(each, changed[each.name])}")
    return 0 if percent >= LEAST_PERCENT else 1


def refuse_unassigned() -> None:
    """Every module of the rules is in exactly one part."""
    assigned = [module for modules in PARTS.values() for module in modules]
    rules = ROOT / "billing" / "domain"
    files = [path.relative_to(rules) for path in rules.rglob("*.py") if path.stem != "__init__"]
    there = {".".join(path.with_suffix("").parts) for path in files}
    if there != set(assigned) or len(assigned) != len(set(assigned)):
        raise Unassigned(", ".join(sorted(there ^ set(assigned))) or "a module is in two parts")


def lay_out() -> None:
    """Copy the rules and their pure tests, on a clean desk: mutmut would not see that a new function has tests."""
    shutil.rmtree(DESK, ignore_errors=True)
    leave_out = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(ROOT / "billing" / "domain", DESK / "billing" / "domain", ignore=leave_out)
    shutil.copytree(ROOT / "kernel", DESK / "kernel", ignore=leave_out)
    shutil.copytree(ROOT / "tests" / "billing_engine", DESK / "tests" / "billing_engine", ignore=leave_out)
    (DESK / "docs").mkdir()
    for file in ("billing/__init__.py", "tests/__init__.py", "docs/billing.md"):
        shutil.copy(ROOT / file, DESK / file)
    (DESK / "pyproject.toml").write_text(SETTINGS)
    (DESK / "tests" / "conftest.py").write_text(FRESH)


def _has_functions(module: str) -> bool:
    path = DESK / "billing" / "domain" / f"{module.replace('.', '/')}.py"
    return re.search(r"^ *def ", path.read_text(), re.MULTILINE) is not None


def judged() -> Iterator[Mutant]:
    """Every mutant that was run, with its fate."""
    listing = subprocess.run(
        [TOOLS / "mutmut", "results", "--all", "true"], cwd=DESK, capture_output=True, text=True, check=True
    )
    for line in listing.stdout.splitlines():
        name, _, status = line.strip().partition(": ")
        if name.startswith(RULES) and status not in NOT_JUDGED:
            yield Mutant(name=name, status=status)


def _within(name: str, module: str) -> bool:
    return name.startswith(f"{RULES}.{module}.")


def changes(mutants: Sequence[Mutant]) -> Mapping[str, str]:
    """The lines that each mutant changed, as they became; all asked for at once, since asking takes its time."""
    names = "\n".join(each.name for each in mutants)
    asked = [sys.executable, "-c", ASK]
    shown = subprocess.run(asked, cwd=DESK, input=names, capture_output=True, text=True, check=True).stdout
    differences: dict[str, str] = json.loads(shown)
    return {name: became(difference) for name, difference in differences.items()}


def became(difference: str) -> str:
    """What stands in the place of the code that was changed."""
    added = [line[1:].strip() for line in difference.splitlines() if re.match(r"\+(?!\+\+)", line)]
    removed = [line[1:].strip() for line in difference.splitlines() if re.match(r"-(?!--)", line)]
    return " ".join(filter(None, added)) or f"without {' '.join(removed)}"


def told(mutant: Mutant, change: str) -> str:
    """What was changed where, and why no test need notice."""
    where = mutant.name.removeprefix(f"{RULES}.").partition("__mutmut_")[0].replace(".x_", ".").replace("ǁ", ".")
    return f"{where}: {change[:110]} ({why(where, change)})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
