"""
The system's parts that wheels cannot bring: Pango for PDFs, a font, and for tests Chromium and Docker's compose.

As root on Debian they are installed; elsewhere the one line to run is printed. With CI set, missing means failed.
"""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LIBRARIES: Mapping[str, str] = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
FONTS = Path("/usr/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"
BROWSER = "chromium"
COMPOSE = "docker-compose"


def missing(purpose: str) -> Sequence[str]:
    """The Debian packages that `purpose` (run, test or venv) still needs."""
    if purpose == "venv":
        return ["python3-venv"]
    packages = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if not any(FONTS.rglob("*.ttf")) and not any(FONTS.rglob("*.otf")):
        packages.append(FONT_PACKAGE)
    if purpose == "test" and shutil.which(BROWSER) is None:
        packages.append(BROWSER)
    if purpose == "test" and not _composes():
        packages.append(COMPOSE)
    return packages


def provide(purpose: str) -> int:
    """Install what is missing, or say how; the answer is the exit status."""
    packages = missing(purpose) if platform.system() == "Linux" else []
    if packages and os.geteuid() == 0 and _is_debian():
        print(f"Installing from Debian: {' '.join(packages)} …", flush=True)
        _install(packages)
        packages = missing(purpose) if purpose != "venv" else []
    if packages:
        print(
            f"Missing for {_what_for(packages)}. To install: sudo apt-get install -y {' '.join(packages)}", flush=True
        )
    return 1 if packages and (os.environ.get("CI") or purpose == "venv") else 0


def _install(packages: Sequence[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stderr.strip(), file=sys.stderr)


def _what_for(packages: Sequence[str]) -> str:
    reasons = {
        BROWSER: "browser tests",
        COMPOSE: "the check of docker-compose.yml",
        "python3-venv": "the virtual environment",
    }
    return " and ".join(sorted({reasons.get(package, "PDFs") for package in packages}))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _composes() -> bool:
    if shutil.which(COMPOSE):
        return True
    plugin = ["docker", "compose", "version"]
    return (
        shutil.which("docker") is not None and subprocess.run(plugin, capture_output=True, check=False).returncode == 0
    )


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return shutil.which("apt-get") is not None and release.exists() and "ID=debian" in release.read_text().splitlines()


if __name__ == "__main__":
    sys.exit(provide(sys.argv[1]))
