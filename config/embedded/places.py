"""Where an installation keeps its data, and where its sockets are."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.embedded import binaries, children, postgres
from config.embedded.keys import Keys

LONGEST_FOLDER = 60  # a socket's whole path holds 104 bytes on macOS, 107 on Linux


class ForeignFolder(Exception):
    """A folder of ours belongs to somebody else."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One installation: its data folder, and the short folder of its sockets."""

    data: Path
    sockets: Path

    @property
    def logs(self) -> Path:
        """Where each child writes what it has to say."""
        return self.data / "logs"

    @property
    def broker(self) -> Path:
        """Valkey's socket."""
        return self.sockets / "valkey.sock"

    @property
    def postgres(self) -> Path:
        """The folder of PostgreSQL's socket."""
        return self.sockets / "pg"


def open_place(data: Path) -> Place:
    """
    Make the folders of the installation that keeps its data here.

    :raises ForeignFolder: somebody else already owns the folder of the sockets
    """
    place = Place(data=data.resolve(), sockets=sockets_of(data))
    place.data.mkdir(mode=0o711, parents=True, exist_ok=True)  # PostgreSQL's own user passes through
    place.logs.mkdir(mode=0o700, exist_ok=True)
    place.sockets.mkdir(mode=0o711, exist_ok=True)
    if place.sockets.is_symlink() or place.sockets.stat().st_uid != os.geteuid():
        raise ForeignFolder(f"{place.sockets} belongs to another user. Remove it, or set another DATA_DIR.")
    return place


def sockets_of(data: Path) -> Path:
    """The short folder of its sockets, whether it is there or not."""
    return _short_folder() / f"loanerdesk-{os.geteuid()}-{_mark(data.resolve())}"


def cluster_at(place: Place, keys: Keys, *, account: children.Account | None) -> postgres.Cluster:
    """The installation's PostgreSQL: beside its data, or copied to where the unprivileged user can reach it."""
    programs, data = binaries.postgres_binaries(), place.data / "postgres"
    if account is not None:
        programs, data = _reachable(programs, data, mark=_mark(place.data))
    postgres.own(place.postgres, account=account)
    log = place.logs / "postgres.log"
    return postgres.Cluster(
        binaries=programs,
        data=data,
        sockets=place.postgres,
        log=log,
        password=keys.superuser_password,
        account=account,
    )


def outside(place: Place) -> Path:
    """Where PostgreSQL's data lives when its own user can't reach the data folder."""
    return binaries.COPIES / _mark(place.data)


def forget_strays(place: Place) -> None:
    """Drop what an installation left outside its data folder; to be called when that folder was removed by hand."""
    shutil.rmtree(outside(place), ignore_errors=True)


def _reachable(programs: Path, data: Path, *, mark: str) -> tuple[Path, Path]:
    if not binaries.reachable_by_others(programs):
        programs = binaries.reachable_copy(programs, at=_public(binaries.COPIES / "postgres"))
    if not binaries.reachable_by_others(data.parent):
        data = _public(binaries.COPIES / mark) / "postgres"
    return programs, data


def _public(folder: Path) -> Path:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def _short_folder() -> Path:
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) <= LONGEST_FOLDER else Path("/tmp")  # noqa: S108 - ours is checked for its owner


def _mark(data: Path) -> str:
    return hashlib.sha256(str(data).encode()).hexdigest()[:10]
