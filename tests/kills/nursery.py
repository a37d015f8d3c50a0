"""
Real Celery workers, at hand at once: forked from a process that has imported everything, which takes seconds.

Each line read names a worker's door and log; its process id is answered when it waits before its door.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django
from django.core.checks import run_checks

from config.embedded.children import PR_SET_PDEATHSIG

IMPORTED_BY_A_WORKER = (
    *("celery.bin.celery", "celery.apps.worker", "celery.worker.consumer", "celery.concurrency.prefork"),
    *("kombu.transport.redis", "integrations.stripe.looking_up", "integrations.stripe.payments"),
)
WORKER = ("worker", "--concurrency=1", "--loglevel=INFO", "--without-mingle", "--without-gossip")
GLANCE_SECONDS = 0.005


def main() -> None:
    """Fork a worker for each line; when whoever asked is gone, so are the workers."""
    django.setup()
    app = import_module("config.celery").app
    app.loader.import_default_modules()
    app.finalize()
    for name in IMPORTED_BY_A_WORKER:
        import_module(name)
    run_checks()  # a worker begins with them, and they import every page
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead leave no zombies, so their numbers tell that they are dead
    for line in sys.stdin:
        door, log = (Path(word) for word in line.split())
        if os.fork() == 0:
            be_worker(app.worker_main, door=door, log=log)


def be_worker(work: Callable[[tuple[str, ...]], None], *, door: Path, log: Path) -> None:
    """Wait to be let in, then work; never returns."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    print(os.getpid(), flush=True)  # noqa: T201 - the answer
    with log.open("ab") as output, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    while not door.exists():
        time.sleep(GLANCE_SECONDS)
    work(WORKER)
    sys.exit(0)


if __name__ == "__main__":
    main()
