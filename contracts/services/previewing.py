"""Ask for a PDF of an agreement with sample data: a worker prints it, the page follows."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from contracts.queries.sample import preview
from dealerships.models import Dealership
from dealerships.services.effects import schedule_new

if TYPE_CHECKING:
    from programs.models import DriverAgreement

PRINT = "contracts.effects.print_preview"


def want_preview(*, dealership: Dealership, agreement: "DriverAgreement", language: str, at: datetime) -> None:
    """
    Have the text printed as it stands, unless that is done.

    :raises NothingWritten: there is no text in this language
    """
    if preview(dealership=dealership, agreement=agreement, language=language).is_printed:
        return
    schedule_new(
        dealership=dealership,
        kind=PRINT,
        key=f"preview:{agreement.code}:{language}:{uuid4().hex}",
        payload={"agreement": agreement.code, "language": language},
        at=at,
        about=f"{agreement.reference}/{language}",
    )
