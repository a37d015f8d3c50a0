"""Run everything: start in order, watch until told to stop, and leave nothing behind."""

import os
import shutil
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException

from config.embedded import environment, holding, postgres, provision, valkey
from config.supervisor import ports, services
from config.supervisor.announcing import announce, say
from config.supervisor.goodbye import Goodbye, Stopping
from config.supervisor.installation import Installation
from config.supervisor.keeping import Keeper
from config.supervisor.moving import move
from config.supervisor.preparing import prepare

PAGES_SECONDS = 90.0


def run(installation: Installation) -> None:
    """
    Serve until Ctrl-C or SIGTERM.

    :raises InUse: another process already serves this folder
    :raises PortInUse: one of the three ports is taken
    :raises UnableToPrepare: migrations or demo data failed
    """
    held = holding.hold(installation.place.data)
    ports.refuse_taken((installation.port, installation.sandbox_port, installation.mail_port))
    move(installation)
    keeper = Keeper(say=say)
    goodbye = Goodbye(impatient=keeper.kill)
    try:
        _start(installation, keeper, goodbye)
        _watch(keeper, goodbye)
    except Stopping:
        say("\nStopping …")
    finally:
        keeper.stop()
        shutil.rmtree(installation.place.sockets, ignore_errors=True)
        os.close(held)


def _start(installation: Installation, keeper: Keeper, goodbye: Goodbye) -> None:
    _start_database(installation, keeper, goodbye)
    say("Bringing the data up to date …")
    prepare(installation, pause=goodbye.pause)
    say("Starting the application …")
    keeper.start(services.web(installation))
    _wait_for_pages(installation, keeper, goodbye)  # alone, for two cores start five Djangos in twice the time
    for service in services.background(installation):
        keeper.start(service)
    announce(installation)


def _start_database(installation: Installation, keeper: Keeper, goodbye: Goodbye) -> None:
    cluster = installation.cluster()
    say("Starting the database …" if (cluster.data / "PG_VERSION").exists() else "Creating the database …")
    broker = keeper.start(services.broker(installation))
    keeper.start(services.outside_world(installation))
    postgres.make_cluster(cluster)
    database = keeper.start(services.database(cluster))
    postgres.wait_until_ready(cluster, database, pause=goodbye.pause)
    access = environment.access(installation.keys)
    provision.furnish_template(cluster.dsn(), access)
    provision.provision(cluster.dsn(), access)
    valkey.wait_until_ready(installation.place.broker, broker)


def _wait_for_pages(installation: Installation, keeper: Keeper, goodbye: Goodbye) -> None:
    deadline = time.monotonic() + PAGES_SECONDS
    while not is_healthy(installation.port):
        if time.monotonic() > deadline:
            say(f"The application does not answer yet; {installation.place.logs} may tell why.")
            return
        keeper.look_after()
        goodbye.pause()


def is_healthy(port: int) -> bool:
    """
    Whether `/healthz` says that everything is up.

    :raises PortInUse: another program took the port since it was looked at: what answers is no web server
    """
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False
    except HTTPException:
        raise ports.PortInUse(port) from None


def _watch(keeper: Keeper, goodbye: Goodbye) -> None:
    while True:
        keeper.look_after()
        goodbye.pause()
