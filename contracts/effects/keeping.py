"""Keep a sealed document: under a name made of its hash, whole or not at all, also when the power fails."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """Where a document is, and what it must hash to."""

    path: str
    sha256: str
    size: int


def keep(content: bytes, *, folder: str) -> Sealed:
    """Store the bytes; storing the same ones again changes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{folder}/{sha256[:2]}/{sha256}.pdf"
    target = Path(default_storage.path(name))
    if not target.exists():
        write_whole(target, content)
    return Sealed(path=name, sha256=sha256, size=len(content))


def write_whole(target: Path, content: bytes) -> None:
    """Write beside it, flush to the disk, rename, flush the folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
