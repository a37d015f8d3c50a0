"""How the sandbox looks: the desk's own stylesheet and icons, read from one folder, so that there is no second copy.

SANDBOX_LOOK names the folder; without it, it is the tree's `static/`, beside this package.
"""

import os
from pathlib import Path

from flask import Response, send_from_directory

STYLESHEET = "loanerdesk.css"
ICONS = "icons.svg"


def folder() -> Path:
    return Path(os.environ.get("SANDBOX_LOOK") or Path(__file__).resolve().parents[1] / "static")


def icons() -> str:
    """The sprite that every page carries."""
    return (folder() / ICONS).read_text()


def stylesheet() -> Response:
    return send_from_directory(folder(), STYLESHEET)
