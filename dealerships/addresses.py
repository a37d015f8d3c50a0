"""Addresses of pages under a dealership's own first word."""

from typing import Any

from django.urls import reverse

from dealerships.models import Dealership


def address(dealership: Dealership, name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a page of this dealership, by the name of its route."""
    if args:
        return reverse(name, args=[dealership.slug, *args])
    return reverse(name, kwargs={"dealership_slug": dealership.slug, **kwargs})
