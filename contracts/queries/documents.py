"""Sealed documents: which a loan has, and their bytes, checked against the hash they were sealed with."""

import hashlib

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from contracts.models import Document
from dealerships.models import Dealership


class Tampered(Exception):
    """The file is not the one that was sealed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This document is not the one that was sealed. Ask whoever runs the installation.")


def documents(*, dealership: Dealership, code: str) -> QuerySet[Document]:
    """The documents of a loan: agreement, receipt."""
    return Document.objects.filter(dealership=dealership, contract__reservation__code=code).order_by("kind")


def document_bytes(document: Document) -> bytes:
    """
    :raises Tampered: the stored file no longer has the sealed hash
    """
    with default_storage.open(document.path) as stored:
        content: bytes = stored.read()
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Tampered
    return content
