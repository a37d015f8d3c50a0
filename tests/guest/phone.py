"""A guest's phone: it opens the pages of one link, presses their buttons, and reads what stands there."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from contracts.domain.links import LinkPurpose
from contracts.queries import loan
from contracts.services.linking import make_link
from tests.scenarios.counter_work import Work


@dataclass(frozen=True, kw_only=True)
class Phone:
    """``link`` is the path that was texted."""

    client: Client
    link: str

    def answer(self, digits: str) -> Any:
        """Answer the question."""
        return self.client.post(self.link, {"digits": digits})

    def get(self, page: str = "", **headers: Any) -> Any:
        """Open a page of the link, and follow along within the site."""
        return self.client.get(f"{self.link}{page}", headers=headers, follow=True)

    def look(self, page: str = "", **headers: Any) -> Any:
        """Open a page without following."""
        return self.client.get(f"{self.link}{page}", headers=headers)

    def post(self, page: str, **said: Any) -> Any:
        """Press a button of a page, and follow along."""
        return self.client.post(f"{self.link}{page}", said, follow=True)

    def consent(self) -> Any:
        """Agree to sign electronically."""
        return self.post("agreement/", consent="on")

    def agree_to_all(self) -> None:
        """Consent, then each term."""
        self.consent()
        for position in (1, 2):
            self.post("terms/", position=position)


def link_to(work: Work, purpose: LinkPurpose, at: datetime) -> str:
    """A new link to a loan, as a path."""
    booked = loan(dealership=work.store, code=work.code)
    _, address = make_link(dealership=work.store, loan=booked, purpose=purpose, at=at)
    return address[address.index(f"/{work.store.slug}/") :]


def words(response: Any) -> str:
    """What a page says, without its marks."""
    page = re.sub(r"<svg.*?</svg>|<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    page = re.sub(r"(</(?:a|button|dd|div|dt|h1|h2|li|p|small|td|th)>|<small|<br)", r" \1", page)
    return " ".join(unescape(strip_tags(page)).split())


def heading(response: Any) -> str:
    """The heading of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), flags=re.DOTALL)
    assert found, response.content.decode()[:500]
    return unescape(strip_tags(found[1])).strip()
