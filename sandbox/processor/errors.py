"""How the processor says no: the published error bodies, each with its HTTP status."""

from typing import Any

Json = dict[str, Any]
DOCUMENTATION = "https://stripe.com/docs/error-codes"


class Refusal(Exception):
    """The call is refused. `began` tells whether execution had begun, which is when the answer is kept for its key."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        began: bool = True,
        **details: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.began = began
        self.details = {"message": message, "type": kind} | {k: v for k, v in details.items() if v is not None}

    def body(self) -> Json:
        if "code" in self.details:
            self.details.setdefault("doc_url", f"{DOCUMENTATION}/{self.details['code'].replace('_', '-')}")
        return {"error": self.details}


def missing_parameter(name: str) -> Refusal:
    return Refusal(f"Missing required param: {name}.", code="parameter_missing", param=name, began=False)


def unknown_parameter(name: str) -> Refusal:
    return Refusal(f"Received unknown parameter: {name}", code="parameter_unknown", param=name, began=False)


def not_an_integer(name: str, value: str) -> Refusal:
    return Refusal(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name, began=False)


def too_low(name: str, minimum: int) -> Refusal:
    message = f"This value must be greater than or equal to {minimum}."
    return Refusal(message, code="parameter_invalid_integer", param=name, began=False)


def not_one_of(name: str, value: str, allowed: frozenset[str]) -> Refusal:
    choices = ", ".join(sorted(allowed))
    return Refusal(f"Invalid {name}: {value} is not one of {choices}", param=name, began=False)


def no_such(kind: str, identifier: str, param: str) -> Refusal:
    name = {"payment_method": "PaymentMethod"}.get(kind, kind)
    return Refusal(f"No such {name}: '{identifier}'", status=404, code="resource_missing", param=param)


def unexpected_state(kind: str, verb: str, thing: Json) -> Refusal:
    """A PaymentIntent or SetupIntent is not where this call needs it."""
    name = {"payment_intent": "PaymentIntent", "setup_intent": "SetupIntent"}[kind]
    message = f"This {name} could not be {verb} because it has a status of {thing['status']}."
    details: Json = {"code": f"{kind}_unexpected_state", kind: thing}
    return Refusal(message, **details)
