"""Bodies of the API: numbers are read as they are written, never as floats (billing.md rule 1)."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from billing.domain.form import read_json


class ExactJSONParser(BaseParser):
    """JSON, and nothing else."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002 - the library's signature
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - the library's signature
    ) -> Any:
        """
        :raises BadUsage: it is not JSON
        """
        return read_json(stream.read())
