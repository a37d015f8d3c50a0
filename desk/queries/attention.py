"""What needs a person: effects that gave up, and what each of them means in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dealerships.addresses import address
from dealerships.models import Dealership, Effect
from dealerships.prepared import prepared, told
from dealerships.queries import attention

TITLES = {
    "integrations.twilio.text": ("i-message", "Text not sent"),
    "integrations.email.mail": ("i-mail", "Email not sent"),
    "integrations.stripe.payments": ("i-card", "Payment not settled"),
    "integrations.stripe.card_setup": ("i-card", "Card page not made"),
    "integrations.stripe.detaching": ("i-card", "Card not deleted at the processor"),
    "integrations.stripe.forgetting": ("i-card", "Guest not deleted at the processor"),
    "contracts.effects.settling.settle_bill": ("i-card", "Bill not settled"),
    "contracts.effects.seal_agreement": ("i-signature", "Agreement not sealed"),
    "contracts.effects.seal_receipt": ("i-contract", "Receipt not sealed"),
    "integrations.lexus_app.effects.work_message": ("i-app", "App message not worked"),
    "integrations.lexus_app.effects.place_message": ("i-app", "App booking not placed"),
    "integrations.lexus_app.effects.port_card": ("i-app", "Card from the app not added"),
    "integrations.lexus_app.effects.tell": ("i-app", "Lexus App not told"),
}
MOST_SHOWN = 6
OF_THE_APP = "integrations.lexus_app."
MOST_COUNTED = 100


@dataclass(frozen=True, kw_only=True)
class Attention:
    """
    One thing: what, why, since when, and where to mend it (empty where there is no page); ``dismissal`` is the page that
    asks for the reason, where one has to be given.
    """

    id: int
    icon: str
    title: str
    reason: str
    since: datetime
    page: str
    dismissal: str = ""


def needs_attention(*, dealership: Dealership) -> tuple[list[Attention], int]:
    """The newest few, and how many there are."""
    effects = newest_attention(dealership=dealership)
    return [_told(effect, dealership) for effect in effects[:MOST_SHOWN]], len(effects)


@prepared
def newest_attention() -> QuerySet[Effect]:
    """As many as are counted at most."""
    return attention(dealership=told("dealership"))[:MOST_COUNTED]


def _told(effect: Effect, dealership: Dealership) -> Attention:
    icon, title = TITLES.get(effect.kind, ("i-alert", "Something is waiting"))
    return Attention(
        id=effect.pk,
        icon=icon,
        title=title,
        reason=_reason(effect),
        since=effect.created_at,
        page=_page(effect, dealership),
        dismissal=address(dealership, "lexus_app_dismiss", effect=effect.pk) if _of_the_app(effect) else "",
    )


def _reason(effect: Effect) -> str:
    """Why; of the app's bookings also which, for their reasons don't all name one."""
    kind, _, reservation_id = effect.about.partition("/")
    return f"{reservation_id}: {effect.reason}" if kind == "lexus-app" and reservation_id else effect.reason


def _page(effect: Effect, dealership: Dealership) -> str:
    if _of_the_app(effect) and not effect.kind.endswith("port_card"):
        return address(dealership, "lexus_app_attend", effect=effect.pk)
    kind, _, code = effect.about.partition("/")
    routes = {"contract": "contract", "customer": "customer"}
    return address(dealership, routes[kind], code=code) if kind in routes and code else ""


def _of_the_app(effect: Effect) -> bool:
    return effect.kind.startswith(OF_THE_APP)
