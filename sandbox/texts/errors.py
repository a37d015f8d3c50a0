"""How the gateway says no: its published error numbers, each with its HTTP status."""

from typing import Any


class Refused(Exception):
    """The gateway does not take this call."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    def body(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def unauthenticated() -> Refused:
    return Refused(20003, "Authenticate", 401)


def not_found(address: str) -> Refused:
    return Refused(20404, f"The requested resource {address} was not found", 404)


def too_many() -> Refused:
    return Refused(20429, "Too Many Requests", 429)


def broken() -> Refused:
    return Refused(20500, "An internal server error has occurred", 500)
