"""What a guest's device remembers of its links: the answer, the consent, the card page. It lies in the session."""

from typing import Any

from django.http import HttpRequest

from contracts.domain.links import token_hash

KEY = "guest_links"
MOST_LINKS = 5
ANSWER, CONSENT, CARD_PAGE, SKIPPED = "answer", "consent", "card page", "skipped"


def kept(request: HttpRequest, token: str, what: str) -> str:
    """What is remembered, else nothing."""
    return str(_links(request).get(token_hash(token), {}).get(what, ""))


def keep(request: HttpRequest, token: str, what: str, value: str) -> None:
    """Remember it for as long as the session lasts; only the newest few links are."""
    links, name = _links(request), token_hash(token)
    links[name] = {**links.pop(name, {}), what: value}
    request.session[KEY] = dict(list(links.items())[-MOST_LINKS:])


def _links(request: HttpRequest) -> dict[str, dict[str, Any]]:
    return dict(request.session.get(KEY, {}))
