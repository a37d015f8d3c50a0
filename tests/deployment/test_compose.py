"""The compose file for a server: complete, and short of no secret that it needs."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
SECRETS = {
    "BASE_URL": "https://desk.example",
    "ALLOWED_HOSTS": "desk.example",
    "SECRET_KEY": "x" * 50,
    "FIELD_KEYS": "key",
    "DATABASE_PASSWORD": "one",
    "DATABASE_OWNER_PASSWORD": "two",
    "POSTGRES_PASSWORD": "three",
}


def compose() -> list[str]:
    """Docker's compose, as a plugin or as a program of its own; it reads the file without an engine."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and _answers(command):
            return command
    return []


def _answers(command: list[str]) -> bool:
    return subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def parts() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text())["services"]
    return read


def test_every_part_of_the_application_is_there(parts: dict[str, Any]) -> None:
    assert set(parts) == {"postgres", "redis", "prepare", "web", "relay", "worker", "beat"}


def test_only_the_preparation_knows_the_owner_and_the_superuser(parts: dict[str, Any]) -> None:
    for name in ("web", "relay", "worker", "beat"):
        assert not {"DATABASE_OWNER_PASSWORD", "PGPASSWORD"} & set(parts[name]["environment"])

    assert {"DATABASE_OWNER_PASSWORD", "PGPASSWORD"} <= set(parts["prepare"]["environment"])


def test_nothing_that_serves_starts_before_the_database_is_prepared(parts: dict[str, Any]) -> None:
    for name in ("web", "relay", "worker", "beat"):
        assert parts[name]["depends_on"]["prepare"]["condition"] == "service_completed_successfully"


def test_no_secret_has_a_default() -> None:
    required = set(re.findall(r"\$\{(\w+):\?", FILE.read_text()))

    assert required == set(SECRETS)


@pytest.mark.skipif(not compose() and "CI" not in os.environ, reason="docker compose is not installed")
def test_docker_itself_accepts_the_file(tmp_path: Path) -> None:
    secrets = tmp_path / "env"
    secrets.write_text("".join(f"{name}={value}\n" for name, value in SECRETS.items()))

    command = [*compose(), "--env-file", str(secrets), "--file", str(FILE), "config", "--quiet"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
