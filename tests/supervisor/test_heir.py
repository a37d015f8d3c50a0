"""Whoever kills the supervisor, the heir ends what it leaves behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from config.supervisor.heir import Heir
from config.supervisor.installation import ROOT
from tests.supervisor.demo import wait_until
from tests.supervisor.processes import anybody_of

pytestmark = pytest.mark.xdist_group("processes")

PATIENCE_SECONDS = 0.2
GONE_SECONDS = 60.0
DEAF = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
print(flush=True)
time.sleep(60)
"""
SUPERVISOR = f"""
import subprocess, sys, time
from config.supervisor.heir import Heir
deaf = subprocess.Popen([sys.executable, "-c", {DEAF!r}], start_new_session=True, stdout=subprocess.PIPE)
deaf.stdout.readline()
Heir(patience={PATIENCE_SECONDS}).told([deaf.pid])
print(deaf.pid, flush=True)
time.sleep(60)
"""


def test_when_its_supervisor_is_killed_the_heir_kills_a_deaf_child_and_what_that_has_forked() -> None:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert supervisor.stdout is not None
    deaf = int(supervisor.stdout.readline())

    supervisor.kill()
    supervisor.communicate()

    wait_until(lambda: not anybody_of(deaf), seconds=GONE_SECONDS)


def test_a_heir_that_was_killed_is_followed_by_another() -> None:
    heir = Heir(patience=PATIENCE_SECONDS)
    heir.told([])
    assert heir.process is not None
    first = heir.process.pid
    os.kill(first, signal.SIGKILL)
    heir.process.wait()

    heir.told([])

    assert heir.lives
    assert heir.process.pid != first
    heir.dismissed()


def test_what_is_no_longer_named_is_nobodys_to_inherit() -> None:
    child = subprocess.Popen([sys.executable, "-c", DEAF], start_new_session=True, stdout=subprocess.DEVNULL)
    heir = Heir(patience=PATIENCE_SECONDS)
    heir.told([child.pid])

    heir.dismissed()
    time.sleep(2 * PATIENCE_SECONDS)

    assert child.poll() is None
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
