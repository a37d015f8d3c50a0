"""The OpenAPI schema: open to everybody, and how it tells of tokens."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class BearerToken(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library registers by metaclass
    """`Authorization: Bearer …`."""

    target_class = "dealerships.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002 - the library's signature
        """A token of one dealership."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of one dealership, made for one integration. `x-scope` of an operation names the "
            "scope that it needs: read, book, counter, accounting, fleet or positions.",
        }
