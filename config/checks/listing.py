"""Which checks there are."""

import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.supervisor.installation import ROOT

TOOLS = Path(sys.executable).parent
WORKERS = os.environ.get("PYTEST_WORKERS", "2")


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check: a command that fails when something is wrong."""

    name: str
    command: Sequence[str | Path]
    settings: Mapping[str, str] = field(default_factory=dict)
    visible: bool = False

    @property
    def environment(self) -> Mapping[str, str]:
        """What the command is told: nothing of a laptop's installation, so that the answer is everywhere the same."""
        return {**os.environ, **self.settings}


def templates() -> Sequence[Path]:
    """Django's templates; the sandbox's are another language."""
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    return sorted(path for path in found if "sandbox" not in path.relative_to(ROOT).parts)


def _manage(*words: str) -> Sequence[str]:
    return (sys.executable, "-W", "ignore::RuntimeWarning", "manage.py", *words)


def _deployed() -> Mapping[str, str]:
    """A server's settings, as far as the deploy check looks at them."""
    return {
        "BASE_URL": "https://loanerdesk.example",
        "ALLOWED_HOSTS": "loanerdesk.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DEMO": "0",
        "DEBUG": "0",
    }


CHECKS = (
    Check(name="format", command=[TOOLS / "ruff", "format", "--check", "--quiet", "."]),
    Check(name="lint", command=[TOOLS / "ruff", "check", "--quiet", "."]),
    Check(name="imports", command=[TOOLS / "lint-imports", "--no-cache"]),
    Check(name="templates", command=[TOOLS / "djade", "--check", "--target-version", "5.2", *templates()]),
    Check(name="types", command=[TOOLS / "mypy"]),
    Check(name="migrations", command=_manage("makemigrations", "--check", "--dry-run")),
    Check(
        name="deployment",
        command=_manage("check", "--deploy", "--fail-level", "WARNING"),
        settings=_deployed(),
    ),
)
TESTS = Check(
    name="tests",
    command=[TOOLS / "pytest", "-n", WORKERS, "--durations", "10", "-q"],
    visible=True,
)
