"""Child processes that never outlive the process that started them."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
PATIENCE_SECONDS = 10.0

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True, kw_only=True)
class Account:
    """The system user a child runs as."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Who runs what refuses to run as root; None when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    farewell: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    directory: Path = Path("/"),
) -> subprocess.Popen[bytes]:
    """
    Start a child in a session of its own; the kernel sends it `farewell` when we die, however we die.

    Call it from the main thread: the kernel watches the thread that forked, not the process.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            cwd=directory,
            umask=0o077,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid(), farewell),  # noqa: PLW1509 - one thread, and prctl has no other place
            user=None if account is None else account.uid,
            group=None if account is None else account.gid,
            extra_groups=None if account is None else [],
        )


def stop(
    process: subprocess.Popen[bytes], *, farewell: signal.Signals = signal.SIGTERM, patience: float = PATIENCE_SECONDS
) -> None:
    """Ask politely, wait, then kill the child and whatever it left in its session."""
    ask_to_stop(process, farewell=farewell)
    wait_or_kill(process, patience=patience)


def ask_to_stop(process: subprocess.Popen[bytes], *, farewell: signal.Signals) -> None:
    """Send the signal that this kind of child takes for a request to finish."""
    if process.poll() is None:
        process.send_signal(farewell)


def wait_or_kill(process: subprocess.Popen[bytes], *, patience: float) -> None:
    """Wait for a child that was asked to stop, then kill it, and whatever it left in its session."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    sweep(process)


def sweep(process: subprocess.Popen[bytes]) -> None:
    """Kill what a dead child left behind in its process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # Nobody is left, or (on macOS) only zombies are.
        return


def _die_with(parent: int, farewell: signal.Signals) -> Callable[[], None]:
    def promise() -> None:
        if farewell != signal.SIGKILL:
            signal.signal(farewell, signal.SIG_DFL)  # what a shell starts in the background ignores SIGINT and SIGQUIT
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(farewell))
        if os.getppid() != parent:
            os._exit(1)

    return promise
