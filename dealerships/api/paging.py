"""Lists by pages: a cursor holds its place, so that rows made meanwhile shift nothing."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination

PLACES = 50
MOST = 200


class Cursor(CursorPagination):
    """*next* and *previous* are whole addresses."""

    page_size = PLACES
    page_size_query_param = "page_size"
    max_page_size = MOST
    invalid_cursor_message = "There is no such place in this list. Begin again without a cursor."
    NAMES = frozenset({"cursor", "page_size"})
    PARAMETERS = (
        OpenApiParameter("cursor", str, description="The place to go on from, as in *next*."),
        OpenApiParameter("page_size", int, description=f"How many at once: {PLACES} unless said, {MOST} at most."),
    )

    def __init__(self, ordering: Sequence[str]) -> None:
        """The order in which the rows are listed; the first column leads an index."""
        self.ordering = tuple(ordering)

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """
        :raises NotFound: the cursor is not one of this list
        """
        try:
            return super().paginate_queryset(queryset, request, view=view)
        except ValidationError as reason:
            raise NotFound(self.invalid_cursor_message) from reason

    def decode_cursor(self, request: Any) -> Any:
        """
        :raises NotFound: the cursor is none
        """
        cursor = super().decode_cursor(request)
        if cursor is not None and "\x00" in str(cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor


def pages_of(form: type[serializers.BaseSerializer[Any]]) -> serializers.BaseSerializer[Any]:
    """The shape of a page, for the schema."""
    return inline_serializer(
        f"{form.__name__.removesuffix('Serializer')}Page",
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": form(many=True),
        },
    )
