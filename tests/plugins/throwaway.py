"""A PostgreSQL that lives as long as one run of the tests: a copy of a cluster made ready once."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from config.embedded import binaries, children, environment, holding, keys, places, postgres, provision

PREFIX = "loanerdesk-test-"
# PostgreSQL's own user has to pass, and a socket's path must stay short.
TEMPORARY = next(
    folder for folder in (Path(tempfile.gettempdir()), Path("/tmp")) if binaries.reachable_by_others(folder)
)
INGREDIENTS = (postgres, provision, environment, keys, places)


class Throwaway:
    """One run's server, in a folder of its own."""

    def __init__(self, *, kept: Path | None) -> None:
        """Choose the folder: a new one, or the one to keep."""
        self.kept = kept
        self.account = children.unprivileged()
        self.folder = _new_folder() if kept is None else kept.resolve()

    def start(self) -> Mapping[str, str]:
        """Start the server; the answer is what the settings must be told."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = holding.hold(self.folder)
        if not (self.folder / keys.FILE).exists():
            _copy(_template(), self.folder)
        self.keys = keys.keys_of(self.folder)
        place = places.open_place(self.folder)
        self.sockets = place.sockets
        cluster = places.cluster_at(place, self.keys, account=self.account)
        self.server = postgres.start(cluster, options=postgres.FAST)
        postgres.wait_until_ready(cluster, self.server)
        return {
            **environment.database_variables(self.keys, sockets=place.postgres),
            **environment.key_variables(self.keys),
            "DATA_DIR": str(self.folder),
        }

    def stop(self) -> None:
        """Stop the server, and forget everything unless it is to be kept."""
        if hasattr(self, "server"):
            farewell = signal.SIGQUIT if self.kept is None else postgres.FAREWELL
            children.stop(self.server, farewell=farewell)
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.kept is None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _template() -> Path:
    """A provisioned cluster at rest, made by whoever needs it first and again when its recipe changes."""
    folder = TEMPORARY / f"loanerdesk-{os.geteuid()}-template-{_recipe()}"
    with _alone(folder.with_suffix(".lock")):
        if not folder.exists():
            draft = Path(tempfile.mkdtemp(prefix=PREFIX, dir=TEMPORARY))
            _make(draft)
            draft.rename(folder)
    return folder


def _make(folder: Path) -> None:
    folder.chmod(0o711)
    place, secrets = places.open_place(folder), keys.keys_of(folder)
    cluster = places.cluster_at(place, secrets, account=children.unprivileged())
    postgres.make_cluster(cluster)
    server = postgres.start(cluster, options=postgres.FAST)
    postgres.wait_until_ready(cluster, server)
    access = environment.access(secrets)
    provision.furnish_template(cluster.dsn(), access)
    provision.provision(cluster.dsn(), access)
    children.stop(server, farewell=postgres.FAREWELL)
    shutil.rmtree(place.sockets, ignore_errors=True)


def _recipe() -> str:
    digest = hashlib.sha256(str(binaries.postgres_binaries()).encode())
    for module in INGREDIENTS:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:12]


def _copy(template: Path, folder: Path) -> None:
    copy = ["cp", "-a", *map(str, template.iterdir()), str(folder)]
    subprocess.run(copy, check=True)  # keeps owners and modes, which shutil does not


def _new_folder() -> Path:
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=TEMPORARY))
    folder.chmod(0o711)
    return folder


def _sweep() -> None:
    """Remove what runs left behind that were killed: their lock is free."""
    for folder in TEMPORARY.glob(f"{PREFIX}*"):
        if (folder / holding.LOCK).exists() and folder.stat().st_uid == os.geteuid() and holding.is_free(folder):
            shutil.rmtree(places.sockets_of(folder), ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
