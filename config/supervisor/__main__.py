"""`python -m config.supervisor [run | reset | demo-access | reprice]`."""

import sys
from collections.abc import Callable, Mapping

from config.embedded.binaries import NoPostgres
from config.embedded.holding import InUse
from config.embedded.places import ForeignFolder
from config.embedded.postgres import PostgresDidNotStart
from config.embedded.valkey import ValkeyDidNotStart
from config.supervisor.access import NoDemo, show_access
from config.supervisor.announcing import complain
from config.supervisor.installation import BadPort, data_folder, open_installation
from config.supervisor.ports import PortInUse
from config.supervisor.preparing import UnableToPrepare
from config.supervisor.repricing import NotRunning, reprice
from config.supervisor.resetting import NotOurs, reset
from config.supervisor.running import run

COMMANDS: Mapping[str, Callable[[], None]] = {
    "run": lambda: run(open_installation()),
    "reset": lambda: reset(data_folder()),
    "demo-access": lambda: show_access(data_folder()),
    "reprice": lambda: reprice(data_folder()),
}
REFUSALS = (
    *(BadPort, ForeignFolder, InUse, NoDemo, NoPostgres, NotOurs, NotRunning),
    *(PortInUse, PostgresDidNotStart, UnableToPrepare, ValkeyDidNotStart),
)


def main() -> int:
    """Carry out the command named on the command line; 1 when it was refused."""
    try:
        COMMANDS[sys.argv[1] if len(sys.argv) > 1 else "run"]()
    except REFUSALS as reason:
        complain(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
