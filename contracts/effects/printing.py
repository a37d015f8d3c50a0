"""Print a document: HTML by Django's templates, PDF by WeasyPrint, the same bytes for the same paper."""

import hashlib
from datetime import UTC

from django.template.loader import render_to_string

from contracts.domain.paper import AgreementPaper, ReceiptPaper
from dealerships.domain.effects import NeedsAttention

NO_LIBRARIES = "PDFs need Debian’s libraries: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
TEMPLATES = {AgreementPaper: "documents/agreement.html", ReceiptPaper: "documents/receipt.html"}


def printed(paper: AgreementPaper | ReceiptPaper) -> bytes:
    """
    The PDF of a paper.

    :raises NeedsAttention: the libraries that draw it are missing
    """
    written_at = paper.printed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    html = render_to_string(TEMPLATES[type(paper)], {"paper": paper, "written_at": written_at})
    return pdf(html)


def pdf(html: str) -> bytes:
    """
    HTML as PDF. Nothing is fetched from anywhere, and the identifier is the hash of what is printed.

    :raises NeedsAttention: the libraries that draw it are missing, or the text asks for something outside
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - slow to import, and an OSError without Debian's libraries
        from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415 - the same
    except OSError as missing:
        raise NeedsAttention(NO_LIBRARIES) from missing

    class Nothing(URLFetcher):  # type: ignore[misc] # the library has no types
        """A document holds all that it shows."""

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002 - the library's signature
            raise FatalURLFetchingError(f"A document must not ask for {url}.")

    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    try:
        written: bytes = HTML(string=html, url_fetcher=Nothing()).write_pdf(pdf_identifier=identifier, pdf_tags=True)
    except FatalURLFetchingError as asked:  # no Exception, so a worker's net would not hold it
        raise NeedsAttention(str(asked)) from asked
    return written
