"""One installation on a laptop: its folders, keys, ports, and what its processes are told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.embedded import children, environment, keys, places, postgres

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8000


class BadPort(Exception):
    """PORT is not a number that leaves room for the sandbox's two ports."""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """Everything that is fixed before the first process starts."""

    place: places.Place
    keys: keys.Keys
    port: int

    @property
    def address(self) -> str:
        """Where the staff's browser finds the application."""
        return f"http://localhost:{self.port}"

    @property
    def sandbox_port(self) -> int:
        """Card processor, text gateway, Lexus App."""
        return self.port + 1

    @property
    def mail_port(self) -> int:
        """The sandbox's inbox."""
        return self.port + 2

    @property
    def outside(self) -> str:
        """Where the outside world answers."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def demo(self) -> Path:
        """What the demo's seed wrote for scripts and for the sandbox."""
        return self.place.data / "demo.json"

    def cluster(self) -> postgres.Cluster:
        """Its PostgreSQL."""
        return places.cluster_at(self.place, self.keys, account=children.unprivileged())

    def variables(self) -> Mapping[str, str]:
        """The whole environment of its processes."""
        return {
            **os.environ,
            **environment.database_variables(self.keys, sockets=self.place.postgres),
            **environment.broker_variables(self.place.broker),
            **environment.key_variables(self.keys),
            **self._addresses(),
            "DATA_DIR": str(self.place.data),
            "DEBUG": "0",
            "DEMO": "1",
            "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
        }

    def _addresses(self) -> Mapping[str, str]:
        return {
            "PORT": str(self.port),
            "BASE_URL": self.address,
            "STRIPE_API_BASE": f"{self.outside}/stripe",
            "TWILIO_API_BASE": f"{self.outside}/twilio",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail_port),
            "SANDBOX_ADDRESS": self.outside,
            "SANDBOX_PORT": str(self.sandbox_port),
            "SANDBOX_SMTP_PORT": str(self.mail_port),
            "SANDBOX_CONFIG": str(self.demo),
        }


def data_folder() -> Path:
    """DATA_DIR, or `.data` beside the code."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()


def chosen_port() -> int:
    """
    PORT, or 8000.

    :raises BadPort: it is not a usable number
    """
    asked = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not asked.isdigit() or not 0 < int(asked) <= 65533:
        raise BadPort(f"PORT={asked} is not a port number between 1 and 65533.")
    return int(asked)


def open_installation() -> Installation:
    """The installation that the environment names; its folder and keys are made when missing."""
    port, place = chosen_port(), places.open_place(data_folder())
    if not (place.data / keys.FILE).exists():
        places.forget_strays(place)
    return Installation(place=place, keys=keys.keys_of(place.data), port=port)
