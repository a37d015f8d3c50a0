"""The profiles that share a licence, phone or email with some guests: read once, asked for several things."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from customers.models import Customer, Licence
from customers.queries.same_person import main_key
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told

PAPERS = "papers"
WAYS = ("phone", "email_key")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A licence as look-alikes are compared by it; the date of birth stays sealed until it is asked for."""

    index: str
    sealed_birth: str | None
    replaced: bool

    @cached_property
    def born(self) -> date | None:
        """The bearer's date of birth."""
        field: Any = Licence._meta.get_field("date_of_birth")
        born: date | None = field.from_db_value(self.sealed_birth)
        return born


@dataclass(frozen=True, kw_only=True)
class LookAlikes:
    """Some guests with every profile that may be one of them; ``papers`` are the licences by profile."""

    profiles: Sequence[Customer]
    papers: dict[int, Sequence[Paper]]

    def forbidden(self, guest: Customer) -> Customer | None:
        """The profile on Do Not Rent that a guest is, or shares a licence, phone or email with; None = may rent."""
        shared = [each.survivor or each for each in self.profiles if self._shares(each, guest)]
        listed = [each for each in shared if each.do_not_rent]
        return min(listed, key=lambda each: (each.do_not_rent_at, each.pk), default=None)

    def same_guest(self, guest: Customer) -> list[int]:
        """Keys of every profile that is a guest by the rules of matching: it, its merged ones, its look-alikes."""
        own = self.person(guest)
        current = [paper for key in own for paper in self._papers(key) if not paper.replaced]
        alike = [
            each
            for each in self.profiles
            if each.pk in own or _named_alike(each, guest) or self._by(current, each, guest)
        ]
        return sorted({key for each in alike for key in (each.pk, each.survivor_id) if key} | own)

    def person(self, guest: Customer) -> set[int]:
        """Keys of the guest's own profiles: the one that counts, and what was merged into it."""
        main = main_key(guest)
        return {main, guest.pk} | {each.pk for each in self.profiles if each.survivor_id == main}

    def _shares(self, other: Customer, guest: Customer) -> bool:
        own = self.person(guest)
        mine = {paper.index for key in own for paper in self._papers(key)}
        people = [guest, *(each for each in self.profiles if each.pk in own)]
        return (
            other.pk in own
            or any(paper.index in mine for paper in self._papers(other.pk))
            or bool(other.phone and other.phone in {each.phone for each in people})
            or bool(other.email_key and other.email_key in {each.email_key for each in people})
        )

    def _by(self, current: Sequence[Paper], other: Customer, guest: Customer) -> bool:
        """Whether a licence of the other's is the guest's, and the last name or the date of birth is too."""
        shared = ((paper, theirs) for paper in current for theirs in self._papers(other.pk))
        return any(
            theirs.index == paper.index
            and (other.last_name_key == guest.last_name_key or (theirs.born is not None and theirs.born == paper.born))
            for paper, theirs in shared
        )

    def _papers(self, key: int) -> Sequence[Paper]:
        return self.papers.get(key, ())


def look_alikes(*, dealership: Dealership, guests: Collection[Customer]) -> LookAlikes:
    """Everybody who shares a licence, phone or email with these guests, and what was merged into them."""
    ways = {way: sorted({getattr(guest, way) for guest in guests} - {""}) for way in WAYS}
    found = alike(dealership=dealership, mains={main_key(guest) for guest in guests}, **ways)
    return LookAlikes(
        profiles=found, papers={each.pk: [_paper(said) for said in getattr(each, PAPERS)] for each in found}
    )


@prepared
def alike() -> QuerySet[Customer]:
    """Those of the keys ``mains``, and who shares something with them."""
    plain = JSONObject(index="number_index", born="date_of_birth", replaced="replaced_at")
    papers = Licence.objects.filter(dealership=told("dealership"), customer=OuterRef("pk")).values(paper=plain)
    themselves, *others = sharing()
    everybody = Customer.objects.filter(dealership=told("dealership"), pk__in=themselves.union(*others, all=True))
    return everybody.select_related("survivor").annotate(**{PAPERS: ArraySubquery(papers)})


def sharing() -> list["QuerySet[Any, Any]"]:
    """
    The keys of those ``mains``, of what was merged into them, and of who shares something with any of these.

    Each way by itself, because each has its index: asked for with OR, every profile of the dealership would be read.
    """
    profiles = Customer.objects.filter(dealership=told("dealership"))
    licences = Licence.objects.filter(dealership=told("dealership"))
    merged = profiles.filter(one_of("survivor_id", "mains", "bigint"))
    papers = licences.filter(one_of("customer_id", "mains", "bigint")), licences.filter(customer__in=merged)
    found = [profiles.filter(one_of("pk", "mains", "bigint")), merged]
    for way in WAYS:
        theirs = merged.exclude(**{way: ""}).values(way)
        found += [profiles.filter(one_of(way, way, "text")), profiles.filter(**{f"{way}__in": theirs})]
    named = [licences.filter(number_index__in=theirs.values("number_index")) for theirs in papers]
    return [*(each.values("pk") for each in found), *(each.values("customer") for each in named)]


def _paper(said: dict[str, Any]) -> Paper:
    return Paper(index=said["index"], sealed_birth=said["born"], replaced=said["replaced"] is not None)


def _named_alike(other: Customer, guest: Customer) -> bool:
    """The same last name, with the same email or phone."""
    ways = ((other.email_key, guest.email_key), (other.phone, guest.phone))
    return other.last_name_key == guest.last_name_key and any(mine and theirs == mine for theirs, mine in ways)
