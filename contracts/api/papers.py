"""The sealed documents of a contract: agreement and receipt."""

from django.http import Http404

from contracts.queries import document_bytes, documents
from dealerships.api import ApiView, PdfRenderer, download
from dealerships.tokens import ApiRequest


class Paper(ApiView):
    """A sealed PDF."""

    renderer_classes = [PdfRenderer, *ApiView.renderer_classes]

    @download("get_document")
    def get(self, request: ApiRequest, code: str, kind: str) -> bytes:
        """The agreement or the receipt, checked against the hash it was sealed with."""
        sealed = documents(dealership=request.dealership, code=code).filter(kind=kind).first()
        if sealed is None:
            raise Http404
        return document_bytes(sealed)
