"""An effect for whoever writes an agreement: print the text with sample data, and keep the newest such PDF alone."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from contracts.effects.keeping import write_whole
from contracts.effects.printing import printed
from contracts.queries.sample import NothingWritten, Preview, preview
from dealerships.models import Dealership
from programs.queries import NoSuchAgreement, agreement


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Preview | None:  # noqa: ARG001 - Outside
    """What is to be printed; nothing once the agreement is archived or the text thrown away."""
    try:
        written = agreement(dealership=dealership, code=payload["agreement"])
        return preview(dealership=dealership, agreement=written, language=payload["language"])
    except (NoSuchAgreement, NothingWritten):
        return None


def call(request: Preview) -> None:
    """
    Print it beside the one before, then drop that one; no vendor is asked, but it takes a while and writes a file.

    :raises NeedsAttention: the libraries that draw PDFs are missing
    """
    target = Path(default_storage.path(request.path))
    write_whole(target, printed(request.paper))
    for older in target.parent.glob("*.pdf"):
        if older != target:
            older.unlink(missing_ok=True)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: None, at: datetime) -> None:
    """Nothing is written down: the file says all there is to say."""
