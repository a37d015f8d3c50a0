"""Addresses of pages under a dealership's own first word."""

import re
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from dealerships.models import Dealership

PLAIN = re.compile(r"[A-Za-z0-9-]+")
GAP = "A0-gap-{}-"


def address(dealership: Dealership, name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a page of this dealership, by the name of its route."""
    if args:
        return reverse(name, args=[dealership.slug, *args])
    words = {"dealership_slug": dealership.slug, **kwargs}
    form = _form(name, tuple(words)) if all(_plain(word) for word in words.values()) else None
    return reverse(name, kwargs=words) if form is None else form.format(**words)


def _plain(word: object) -> bool:
    return isinstance(word, str) and PLAIN.fullmatch(word) is not None


@lru_cache(maxsize=1024)
def _form(name: str, words: tuple[str, ...]) -> str | None:
    """A route's path with a gap for each word, looked up once; None where the route does not take just any word."""
    try:
        path = reverse(name, kwargs={word: GAP.format(word) for word in words})
    except NoReverseMatch:
        return None
    form = path.replace("{", "{{").replace("}", "}}")
    for word in words:
        form = form.replace(GAP.format(word), f"{{{word}}}")
    return form
