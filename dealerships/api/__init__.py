"""What the API of every app is made of: views within a token's dealership, deeds done once, pages, fields, problems."""

from dealerships.api.downloads import PdfRenderer, download
from dealerships.api.fields import InstantField, MoneyField, Said
from dealerships.api.handlers import deed, listing, look
from dealerships.api.views import ApiView, Doing

__all__ = [
    "ApiView",
    "Doing",
    "InstantField",
    "MoneyField",
    "PdfRenderer",
    "Said",
    "deed",
    "download",
    "listing",
    "look",
]
