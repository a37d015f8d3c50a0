"""A child ends with whoever started it."""

import signal
import subprocess
import sys

import pytest

from config.supervisor.installation import ROOT
from tests.supervisor.demo import wait_until
from tests.supervisor.processes import anybody_of

pytestmark = [
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells a child that its parent died"),
]

GONE_SECONDS = 60.0
STARTED_IN_THE_BACKGROUND_OF_A_SCRIPT = """
import signal, sys, time
from pathlib import Path
from config.embedded import children
farewell = signal.Signals(int(sys.argv[1]))
signal.signal(farewell, signal.SIG_IGN)
print(children.start(["sleep", "60"], log=Path("/dev/null"), farewell=farewell).pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGKILL])
def test_a_child_hears_of_our_death_though_we_were_told_to_ignore_the_signal(farewell: signal.Signals) -> None:
    program = STARTED_IN_THE_BACKGROUND_OF_A_SCRIPT
    if farewell == signal.SIGKILL:
        program = program.replace("signal.signal(farewell, signal.SIG_IGN)\n", "")  # nobody can ignore it
    parent = subprocess.Popen([sys.executable, "-c", program, str(int(farewell))], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    wait_until(lambda: not anybody_of(child), seconds=GONE_SECONDS)
