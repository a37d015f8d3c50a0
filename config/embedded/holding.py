"""One process at a time per data folder."""

import fcntl
import os
from pathlib import Path

LOCK = "lock"


class InUse(Exception):
    """Another process works in this folder."""


def hold(folder: Path) -> int:
    """
    Keep the folder to ourselves for as long as we live: the kernel lets go when the process ends.

    :raises InUse: another process holds it
    """
    handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise InUse(f"Another Loanerdesk already works in {folder}. Stop it first, or set another DATA_DIR.") from None
    return handle


def is_free(folder: Path) -> bool:
    """Whether nobody works in this folder."""
    try:
        os.close(hold(folder))
    except InUse:
        return False
    return True
