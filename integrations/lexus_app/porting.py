"""Port what the app knows of a guest into the profile: contact, licence, insurance, card."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from customers.domain.details import ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.names import split_name
from customers.domain.sources import Source
from customers.domain.suggestions import Part, Value, unlike
from customers.queries import current_insurance, current_licence
from customers.services import agree, change_contact, record_insurance, record_licence, suggest
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from dealerships.services.history import record
from integrations.lexus_app.guests import Recognised, licence_details
from integrations.lexus_app.memory import Memory, Moment, memory_of
from integrations.lexus_app.partner import LEXUS_APP
from integrations.lexus_app.told import CardTold, GuestTold, InsuranceTold, LicenceTold, Told

if TYPE_CHECKING:
    from customers.models import Customer

PARTS = {
    "full_name": Part.NAME,
    "phone": Part.PHONE,
    "email": Part.EMAIL,
    "licence": Part.LICENCE,
    "insurance": Part.INSURANCE,
}
PORT_CARD = "integrations.lexus_app.effects.port_card"


def port(*, dealership: Dealership, told: Told, guest: GuestTold, recognised: Recognised, at: datetime) -> "Customer":
    """Take what is news, where the profile has nothing or follows the app (lexus-app.md, Matching)."""
    moment = Moment(told_at=told.told_at.astimezone(UTC).isoformat(), version=getattr(told, "version", 0))
    with memory_of(dealership=dealership, customer=recognised.customer) as memory:
        porting = Porting(dealership, recognised, memory, moment, at)
        porting.contact(guest)
        if guest.licence:
            porting.licence(guest.licence)
        if guest.insurance:
            porting.insurance(guest.insurance)
        if guest.card:
            porting.card(guest.card)
        return porting.customer


class Porting:
    """One guest's fields on their way into one profile."""

    def __init__(
        self, dealership: Dealership, recognised: Recognised, memory: Memory, moment: Moment, at: datetime
    ) -> None:
        """Remember whose they are, and since when the app says so."""
        self.dealership, self.customer, self.new = dealership, recognised.customer, recognised.new
        self.memory, self.moment, self.at = memory, moment, at

    def contact(self, guest: GuestTold) -> None:
        """Name, email and phone."""
        before = self.customer.contact()
        told = {"full_name": guest.full_name, "email": guest.email, "phone": guest.phone}
        after = before
        for name, value in told.items():
            if value and self.memory.is_news(name, self.moment):
                after = self._written(after, name, value)
        if after != before:
            self.customer = change_contact(
                dealership=self.dealership, customer=self.customer, details=after, by=LEXUS_APP, at=self.at
            )

    def licence(self, told: LicenceTold) -> None:
        """The licence replaces none, one that ends earlier, or the app's own."""
        details = licence_details(told)
        if details is None or not self.memory.is_news("licence", self.moment):
            return
        current = current_licence(dealership=self.dealership, customer=self.customer)
        ours = current.details() if current else None
        taken = self._replaces("licence", ours, details)
        self._beside("licence", ours, details, taken=taken)
        self.memory.keep("licence", plain(details), self.moment, taken=taken)
        if taken and ours != details:
            record_licence(
                dealership=self.dealership,
                customer=self.customer,
                licence=details,
                source=Source.LEXUS_APP,
                by=LEXUS_APP,
                at=self.at,
            )

    def insurance(self, told: InsuranceTold) -> None:
        """The insurance likewise."""
        if told.expires_on is None or not self.memory.is_news("insurance", self.moment):
            return
        details = InsuranceDetails(carrier=told.carrier, policy_number=told.policy_number, expires_on=told.expires_on)
        current = current_insurance(dealership=self.dealership, customer=self.customer)
        ours = current.details() if current else None
        taken = self._replaces("insurance", ours, details)
        self._beside("insurance", ours, details, taken=taken)
        self.memory.keep("insurance", plain(details), self.moment, taken=taken)
        if taken and ours != details:
            record_insurance(
                dealership=self.dealership,
                customer=self.customer,
                insurance=details,
                source=Source.LEXUS_APP,
                by=LEXUS_APP,
                at=self.at,
            )

    def card(self, told: CardTold) -> None:
        """A token of the dealership's own account is put on file by a worker; another one is a card to be added."""
        if not self.memory.is_news("card", self.moment):
            return
        ours = bool(told.account) and (told.processor, told.account) == ("stripe", self.dealership.processor_account)
        again = self.memory.said("card", asdict(told))
        self.memory.keep("card", asdict(told), self.moment, taken=ours)
        if ours:
            schedule(
                dealership=self.dealership,
                kind=PORT_CARD,
                key=f"lexus-app-card:{self.customer.code}:{told.token}",
                payload={"customer": self.customer.code, "token": told.token, "account": told.account},
                due_at=self.at,
                at=self.at,
                about=self.customer.reference,
            )
        elif not again:
            record(
                "card to be added",
                dealership=self.dealership,
                subjects=[self.customer.reference],
                by=LEXUS_APP,
                at=self.at,
                details={"why": "The app's card is not of this dealership's payment account."},
            )

    def _written(self, details: ContactDetails, name: str, value: str) -> ContactDetails:
        current = value_of(details, name)
        own = self.new or not current or self.memory.owns(name, current)
        self._beside(name, current, value, taken=own)
        self.memory.keep(name, value, self.moment, taken=own)
        if not own or current == value:
            return details
        if name == "full_name":
            first_name, last_name = split_name(value)
            return replace(details, first_name=first_name, last_name=last_name)
        return replace(details, **{name: value})

    def _beside(self, name: str, ours: Value, told: Value, *, taken: bool) -> None:
        """What the profile does not take is kept beside it, for staff to decide; a paper that ends earlier is not."""
        about: dict[str, Any] = {"dealership": self.dealership, "customer": self.customer, "part": PARTS[name]}
        if not taken and unlike(told, ours) and not outlived(told, ours):
            suggest(who=LEXUS_APP.name, value=told, at=self.at, **about)
        elif self.memory.was_left(name):
            agree(**about)

    def _replaces(
        self,
        name: str,
        current: LicenceDetails | InsuranceDetails | None,
        told: LicenceDetails | InsuranceDetails,
    ) -> bool:
        if current is None or self.memory.owns(name, plain(current)):
            return True
        return current != told and ends_earlier(current.expires_on, told.expires_on)


def value_of(details: ContactDetails, name: str) -> str:
    """A field of the profile under the app's name for it."""
    if name == "full_name":
        return f"{details.first_name} {details.last_name}".strip()
    return str(getattr(details, name))


def ends_earlier(current: date | None, told: date | None) -> bool:
    """Whether the paper on file ends before the told one; one that ended already does."""
    return told is not None and (current is None or current < told)


def outlived(told: Value, ours: Value) -> bool:
    """Whether the told paper ends before the one on file."""
    return (
        not isinstance(told, str | None)
        and not isinstance(ours, str | None)
        and ends_earlier(told.expires_on, ours.expires_on)
    )


def plain(details: LicenceDetails | InsuranceDetails) -> dict[str, Any]:
    """A paper in JSON's own values."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(details).items()}
