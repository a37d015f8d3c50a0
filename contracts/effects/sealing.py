"""What agreement and receipt have in common: the row of a sealed document, and the message about it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from contracts.domain.links import LinkPurpose
from contracts.domain.messages import Words
from contracts.domain.paper import DocumentKind
from contracts.effects.keeping import Sealed
from contracts.models import Document
from contracts.services.linking import make_link
from contracts.services.telling_guests import tell_guest
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from dealerships.services.history import record

if TYPE_CHECKING:
    from reservations.models import Reservation


def seal(sealed: Sealed, *, dealership: Dealership, loan: "Reservation", kind: DocumentKind, at: datetime) -> bool:
    """Write the document down; False when it was sealed before."""
    _, new = Document.objects.get_or_create(
        dealership=dealership,
        contract=loan.contract,
        kind=kind,
        defaults={"path": sealed.path, "sha256": sealed.sha256, "size": sealed.size, "sealed_at": at},
    )
    if new:
        details = {"document": kind.label, "sha256": sealed.sha256}
        subjects = [loan.reference]
        record("document sealed", dealership=dealership, subjects=subjects, by=SYSTEM, at=at, details=details)
    return new


def tell(*, dealership: Dealership, loan: "Reservation", words: Callable[[str], Words], at: datetime) -> None:
    """Send the guest a link; one who can't be reached gets paper and a code at the counter, and history says so."""
    _, address = make_link(dealership=dealership, loan=loan, purpose=LinkPurpose.DOCUMENTS, at=at)
    tell_guest(dealership=dealership, loan=loan, said=words(address), at=at)
