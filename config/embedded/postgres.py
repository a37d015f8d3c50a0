"""An embedded PostgreSQL: one private cluster, reached through a unix socket only."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from config.embedded import children

FAREWELL = signal.SIGINT  # "fast shutdown": ends sessions, writes a checkpoint
PORT = 5432  # only a part of the socket's name
READY_SECONDS = 60.0
SAFE = ("max_connections=100", "shared_buffers=128MB", "max_wal_size=512MB")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=2GB")


class PostgresDidNotStart(Exception):
    """PostgreSQL ended, or did not answer in time; the message holds the end of its log."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """One PostgreSQL data folder, and how to reach the server that runs on it."""

    binaries: Path
    data: Path
    sockets: Path
    log: Path
    password: str
    account: children.Account | None

    def dsn(self, database: str = "postgres") -> str:
        """How the superuser connects."""
        return make_conninfo(
            host=str(self.sockets), port=PORT, dbname=database, user="postgres", password=self.password
        )


def make_cluster(cluster: Cluster) -> None:
    """Create the data folder, unless it is there already."""
    own(cluster.data, account=cluster.account)
    if (cluster.data / "PG_VERSION").exists():
        return
    with tempfile.NamedTemporaryFile("w", dir=cluster.sockets) as secret:
        secret.write(cluster.password)
        secret.flush()
        give(Path(secret.name), account=cluster.account)
        _initdb(cluster, secret.name)


def start(cluster: Cluster, *, options: tuple[str, ...] = SAFE) -> subprocess.Popen[bytes]:
    """Start the server as our child; `wait_until_ready` tells when it answers."""
    remove_stale_lock(cluster)
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={cluster.sockets}",
        "unix_socket_permissions=0700",
        "shared_preload_libraries=pg_stat_statements",
        "timezone=UTC",
        "log_timezone=UTC",
        *options,
    )
    flags = [word for setting in settings for word in ("-c", setting)]
    command: list[str | Path] = [cluster.binaries / "postgres", "-D", cluster.data, *flags]
    return children.start(command, log=cluster.log, farewell=FAREWELL, account=cluster.account)


def moment() -> None:
    """How long to wait before asking again."""
    time.sleep(0.02)


def wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes], *, pause: Callable[[], None] = moment) -> None:
    """
    Return once a real connection succeeds.

    :raises PostgresDidNotStart: the server ended or stayed silent
    """
    deadline = time.monotonic() + READY_SECONDS
    while not answers(cluster):
        if server.poll() is not None or time.monotonic() > deadline:
            raise PostgresDidNotStart(f"PostgreSQL did not start.\n{_end_of(cluster.log)}")
        pause()


def answers(cluster: Cluster) -> bool:
    """
    Whether the server accepts the superuser's connection right now.

    :raises PostgresDidNotStart: it refuses the password, and will do so for ever
    """
    try:
        psycopg.connect(cluster.dsn(), connect_timeout=5).close()
    except psycopg.OperationalError as reason:
        if "password authentication failed" in str(reason):
            raise PostgresDidNotStart(
                f"The database in {cluster.data} has another password than the one kept."
            ) from None
        return False
    return True


def remove_stale_lock(cluster: Cluster) -> None:
    """
    Wait for a predecessor that is still shutting down, then drop a lock file whose writer is gone.

    PostgreSQL itself refuses to start when the old process id now belongs to another program of the same user.
    """
    lock = cluster.data / "postmaster.pid"
    deadline = time.monotonic() + READY_SECONDS
    while lock.exists() and _serves(_first_number(lock), cluster.data):
        if time.monotonic() > deadline:
            raise PostgresDidNotStart(f"Another PostgreSQL still runs on {cluster.data}.")
        time.sleep(0.05)
    lock.unlink(missing_ok=True)


def own(folder: Path, *, account: children.Account | None) -> None:
    """Make a private folder for the user that runs the server."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    give(folder, account=account)


def give(path: Path, *, account: children.Account | None) -> None:
    """Hand a path to the user that runs the server."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def _initdb(cluster: Cluster, secret: str) -> None:
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    command: list[str | Path] = [
        cluster.binaries / "initdb",
        *("-D", cluster.data, "-U", "postgres", "-E", "UTF8", f"--locale={locale}"),
        *("-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync", "--no-instructions"),
    ]
    making = children.start(command, log=cluster.log, account=cluster.account)
    if making.wait() != 0:
        raise PostgresDidNotStart(f"initdb failed.\n{_end_of(cluster.log)}")


def _serves(pid: int, data: Path) -> bool:
    return str(data) in _command_line(pid)


def _command_line(pid: int) -> str:
    if sys.platform != "linux":
        listing = ["/bin/ps", "-o", "args=", "-p", str(pid)]
        return subprocess.run(listing, capture_output=True, text=True, check=False).stdout
    words = Path(f"/proc/{pid}/cmdline")
    return words.read_bytes().replace(b"\0", b" ").decode(errors="replace") if words.exists() else ""


def _first_number(lock: Path) -> int:
    lines = lock.read_text().split("\n")
    return int(lines[0]) if lines[0].isdigit() else 0


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-1500:] if log.exists() else ""
