"""The shape of a refusal (RFC 9457), for the schema; what refuses with it stands in config/api/problems.py."""

from typing import Any

from rest_framework import serializers

MEDIA_TYPE = "application/problem+json"


class ErrorSerializer(serializers.Serializer[Any]):
    """What is wrong with one field."""

    field = serializers.CharField(help_text="Its path, such as `drivers[0]`; `[]` is the whole body.")
    message = serializers.CharField()


class ReasonSerializer(serializers.Serializer[Any]):
    """One thing that stands in the way, and what to do about it."""

    code = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()
    action = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """Why a request was refused. Nothing was done."""

    type = serializers.CharField(help_text="Names the kind of refusal: `urn:loanerdesk:problem:unable-to-start`.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence for the advisor.")
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # the word of RFC 9457
    reasons = ReasonSerializer(many=True, required=False)


def problems(*statuses: int) -> dict[Any, type[ProblemSerializer]]:
    """The refusals of an operation, as the schema lists them."""
    return {(status, MEDIA_TYPE): ProblemSerializer for status in statuses}
