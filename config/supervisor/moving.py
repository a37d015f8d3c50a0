"""
A data folder that is served on another PORT: what the demo wrote of its addresses follows.

What else has them is told by ``earlier``: the sandbox rewrites the texts, mails and pages that it remembers.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from config.supervisor.installation import Installation


def move(installation: Installation) -> None:
    """Rewrite the addresses that scripts and the sandbox read, where they are those of another start."""
    if not installation.demo.exists():
        return
    document = json.loads(installation.demo.read_text())
    addresses = {
        document["address"]: installation.address,
        document["sandbox"]["address"]: installation.outside,
    }
    if all(old == new for old, new in addresses.items()):
        return
    document = moved(document, addresses)
    document["earlier"] = {old: new for old, new in {**document.get("earlier", {}), **addresses}.items() if old != new}
    _write(installation.demo, json.dumps(document, indent=1))


def moved(told: Any, addresses: Mapping[str, str]) -> Any:
    """The same with every address under another; ``addresses`` say which comes in the place of which."""
    if isinstance(told, dict):
        return {name: moved(each, addresses) for name, each in told.items()}
    if isinstance(told, list):
        return [moved(each, addresses) for each in told]
    for old, new in addresses.items():
        if isinstance(told, str) and f"{told}/".startswith(f"{old}/"):
            return new + told.removeprefix(old)
    return told


def _write(path: Path, text: str) -> None:
    """At one go, and for its owner's eyes only."""
    fresh = path.with_suffix(".moved")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
