"""Two profiles side by side, before they become one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from billing.queries import unsettled
from contracts.domain.wording import day_in_words, money_in_words, phone_in_words
from contracts.queries.people import insurance_of, licence_of
from customers.domain.details import ContactDetails
from customers.domain.merging import COLUMNS, Field, differing, filled_in, lasts_longer, said
from dealerships.models import Dealership
from desk.queries.customer_page import LANGUAGES
from desk.queries.guests import cards_of, guest
from programs.queries.reserve_days import accounts_shown
from reservations import queries as reservations
from reservations.domain.lifecycle import OPEN

if TYPE_CHECKING:
    from customers.models import Customer, Insurance, Licence

NONE = "None"


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one profile says; ``note`` stands under it."""

    words: str
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.words != NONE


@dataclass(frozen=True, kw_only=True)
class Row:
    """A field of both; one that is ``asked`` is a choice, ``theirs`` is chosen beforehand where it is the better one."""

    label: str
    ours: Side
    other: Side
    name: str = ""
    asked: bool = False
    theirs: bool = False

    @property
    def same(self) -> bool:
        """Whether both say the same, so that one cell is enough."""
        return self.ours.words == self.other.words and not self.asked


@dataclass(frozen=True, kw_only=True)
class Loans:
    """What somebody has with the store."""

    count: int
    open: int
    owed: str
    reserve: str

    @property
    def words(self) -> str:
        """How many loans, and how many of them are open."""
        if not self.count:
            return NONE
        return f"{self.count}, {self.open} open" if self.open else str(self.count)


@dataclass(frozen=True, kw_only=True)
class MergePage:
    """The profile that stays and the one that joins, row by row, and why they look alike."""

    survivor: "Customer"
    duplicate: "Customer"
    why: str
    rows: Sequence[Row]
    filled_in: Sequence[str]
    loans: int
    cards: int


def merge_page(*, dealership: Dealership, code: str, other: str, now: datetime) -> MergePage:
    """
    :raises UnknownCustomer: one of the two is no profile of the dealership
    """
    kept, joining = guest(dealership=dealership, code=code), guest(dealership=dealership, code=other)
    today = dealership.local(now).date()
    theirs, ours = (loans_of(dealership, each, today) for each in (joining, kept))
    contact = (kept.contact(), joining.contact())
    return MergePage(
        survivor=kept,
        duplicate=joining,
        why=why_alike(kept, joining),
        rows=[*contact_rows(*contact), *paper_rows(kept, joining, today), *plain_rows(kept, joining, ours, theirs)],
        filled_in=[field.label.lower() for field in filled_in(*contact)],
        loans=ours.count + theirs.count,
        cards=len(cards_of(kept)) + len(cards_of(joining)),
    )


def chosen(page: MergePage, answers: dict[str, str]) -> frozenset[Field]:
    """The fields to take from the duplicate: those chosen, and those that only it knows."""
    asked = {Field(row.name) for row in page.rows if row.asked and answers.get(row.name) == "theirs"}
    empty = filled_in(page.survivor.contact(), page.duplicate.contact())
    return frozenset({*asked, *empty, *missing_papers(page.survivor, page.duplicate)})


def missing_papers(kept: "Customer", joining: "Customer") -> set[Field]:
    """The papers that only the duplicate has."""
    papers = {Field.LICENCE: licence_of, Field.INSURANCE: insurance_of}
    return {field for field, of in papers.items() if of(kept) is None and of(joining) is not None}


def contact_rows(ours: ContactDetails, other: ContactDetails) -> Iterator[Row]:
    """Name, phone, email, address, language, employer."""
    asked = differing(ours, other)
    for field in COLUMNS:
        yield Row(
            label=field.label,
            name=field.value,
            ours=Side(words=in_words(ours, field)),
            other=Side(words=in_words(other, field)),
            asked=field in asked,
        )


def in_words(details: ContactDetails, field: Field) -> str:
    """A field of a contact as a person reads it."""
    values = said(details, field)
    if not any(values):
        return NONE
    if field is Field.PHONE:
        return phone_in_words(details.phone)
    if field is Field.LANGUAGE:
        return LANGUAGES.get(details.language, details.language)
    if field is Field.ADDRESS:
        return f"{details.street}, {details.city}, {details.state} {details.postal_code}"
    return " ".join(value for value in values if value)


def paper_rows(kept: "Customer", joining: "Customer", today: date) -> Iterator[Row]:
    """Licence and insurance, the one that lasts longer chosen beforehand."""
    licences, insurances = (licence_of(kept), licence_of(joining)), (insurance_of(kept), insurance_of(joining))
    yield paper_row(Field.LICENCE, licence_side(licences[0], today), licence_side(licences[1], today), *ends(licences))
    yield paper_row(
        Field.INSURANCE, insurance_side(insurances[0], today), insurance_side(insurances[1], today), *ends(insurances)
    )


def paper_row(field: Field, ours: Side, other: Side, our_end: date | None, other_end: date | None) -> Row:
    """One kind of paper."""
    both = ours.known and other.known
    return Row(
        label=field.label,
        name=field.value,
        ours=ours,
        other=other,
        asked=both and ours != other,
        theirs=both and lasts_longer(our_end, other_end),
    )


def ends(papers: "tuple[Licence | Insurance | None, Licence | Insurance | None]") -> list[date | None]:
    """When each of two papers ends."""
    return [paper.expires_on if paper else None for paper in papers]


def licence_side(licence: "Licence | None", today: date) -> Side:
    """A licence in words."""
    if licence is None:
        return Side(words=NONE)
    return Side(words=f"{licence.state} {licence.number}".strip(), note=until(licence.expires_on, today))


def insurance_side(insurance: "Insurance | None", today: date) -> Side:
    """An insurance in words."""
    if insurance is None:
        return Side(words=NONE)
    return Side(words=f"{insurance.carrier} {insurance.policy_number}", note=until(insurance.expires_on, today))


def until(day: date | None, today: date) -> str:
    """How long a paper is good."""
    if day is None:
        return ""
    return f"Ended {day_in_words(day)}" if day < today else f"Valid until {day_in_words(day)}"


def plain_rows(kept: "Customer", joining: "Customer", ours: Loans, other: Loans) -> Iterator[Row]:
    """What is simply shown together afterwards."""
    for label, one, two in (
        ("Cards", cards_in_words(kept), cards_in_words(joining)),
        ("Contracts", ours.words, other.words),
        ("Balance due", ours.owed, other.owed),
        ("Reserve days", ours.reserve, other.reserve),
        ("Do Not Rent", forbidden(kept), forbidden(joining)),
    ):
        yield Row(label=label, ours=Side(words=one), other=Side(words=two))


def cards_in_words(customer: "Customer") -> str:
    """Visa •• 4242, Amex •• 1005."""
    return ", ".join(str(card) for card in cards_of(customer)) or NONE


def forbidden(customer: "Customer") -> str:
    """Whether they must not rent, and why."""
    return f"Yes: {customer.do_not_rent_reason}" if customer.do_not_rent else "No"


def loans_of(dealership: Dealership, customer: "Customer", today: date) -> Loans:
    """What a guest has with the store, in a few statements."""
    theirs = reservations.of_guest(dealership=dealership, customer=customer).values_list("code", "status")
    loans = list(theirs)
    owed = unsettled(dealership=dealership, about=[f"contract/{code}" for code, _ in loans])
    accounts = accounts_shown(dealership=dealership, customer_code=customer.code, on=today)
    return Loans(
        count=len(loans),
        open=sum(status in OPEN for _, status in loans),
        owed=money_in_words(owed.amount, dealership.currency),
        reserve=", ".join(f"{each.left} left, {each.account.vin}" for each in accounts) or NONE,
    )


def why_alike(kept: "Customer", joining: "Customer") -> str:
    """What the two have in common."""
    licences = [licence_of(kept), licence_of(joining)]
    numbers = {paper.number_index for paper in licences if paper}
    shared = [
        words
        for words, same in (
            ("licence number and state", all(licences) and len(numbers) == 1),
            ("email", bool(kept.email_key) and kept.email_key == joining.email_key),
            ("phone", bool(kept.phone) and kept.phone == joining.phone),
            ("last name", kept.last_name_key == joining.last_name_key),
        )
        if same
    ]
    return f"Same {', same '.join(shared)}." if shared else "They have nothing in common: look twice."
