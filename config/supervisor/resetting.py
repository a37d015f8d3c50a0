"""Start over: forget everything an installation has kept."""

import os
import shutil
from pathlib import Path

from config.embedded import holding, places
from config.embedded.keys import FILE
from config.supervisor.announcing import say


class NotOurs(Exception):
    """The folder does not look like one of ours; removing it might hurt."""


def reset(data: Path) -> None:
    """
    Remove the data of the installation kept in this folder.

    :raises InUse: it is running
    :raises NotOurs: the folder holds something else
    """
    if not data.exists() or not any(data.iterdir()):
        say(f"There is nothing in {data}.")
        return
    if not (data / FILE).exists():
        raise NotOurs(f"{data} does not look like Loanerdesk's data; remove it by hand if you are sure.")
    held = holding.hold(data)
    place = places.open_place(data)
    places.forget_strays(place)
    shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(data)
    os.close(held)
    say(f"Forgot everything in {data}. `make run` starts over.")
