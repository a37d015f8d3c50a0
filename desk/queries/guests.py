"""A guest with everything small that belongs to their profiles, read in one statement."""

from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q, QuerySet

from contracts.queries.folding import Fold, folded, remember, unfold
from customers.queries import UnknownCustomer, with_code
from dealerships.models import Dealership
from dealerships.prepared import prepared, told

if TYPE_CHECKING:
    from customers.models import Card, Customer, Note

PAPERS = {"licence_now": "licences", "insurance_now": "insurances"}
MERGED = "survivor_id"
FOLDS = (
    Fold(children="cards", unless="removed_at", through=MERGED),
    Fold(children="note_rows", through=MERGED),
    Fold(children="merged"),
)


def guest(*, dealership: Dealership, code: str) -> "Customer":
    """
    The profile that counts for a guest, with papers, cards, notes and what was merged into it.

    :raises UnknownCustomer: no profile of the dealership has this code
    """
    found = with_everything_small.only(dealership=dealership, code=code)
    if found is None:
        raise UnknownCustomer
    return remembering(found)


@prepared
def with_everything_small() -> "QuerySet[Customer]":
    """The profile that counts for the guest with this ``code``, its small children beside it."""
    profiles = with_code(dealership=told("dealership"), code=told("code")).filter(survivor__isnull=True)
    now = {
        name: FilteredRelation(of, condition=Q(**{f"{of}__replaced_at__isnull": True})) for name, of in PAPERS.items()
    }
    return folded(profiles.annotate(**now), FOLDS).select_related(*PAPERS)


def remembering(guest: "Customer") -> "Customer":
    """The guest, whose papers need not be asked for again."""
    unfold(guest, FOLDS)
    for name, relation in PAPERS.items():
        paper = getattr(guest, name, None)
        remember(guest, relation, [] if paper is None else [paper])
    return guest


def cards_of(guest: "Customer") -> "list[Card]":
    """The cards on file, the one that is charged first."""
    return sorted(guest.cards.all(), key=lambda card: (not card.preferred, card.customer_id != guest.pk, -card.pk))


def notes_of(guest: "Customer") -> "list[Note]":
    """What staff wrote, newest first."""
    return sorted(guest.note_rows.all(), key=lambda note: -note.pk)
