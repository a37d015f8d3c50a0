"""How a call to the processor reads in the list *Sent and answered*."""

from sandbox.exchanges import note
from sandbox.processor.errors import Json
from sandbox.processor.idempotency import Answer
from sandbox.world import World


def note_call(world: World, method: str, path: str, answer: Answer) -> None:
    error = answer.body.get("error", {})
    said = error.get("decline_code") or error.get("code") or error.get("type") or answer.body.get("status", "")
    note(
        world,
        channel="cards",
        direction="in",
        title=f"{method} {path}",
        detail=f"Desk to the card processor, {_about(answer.body)}",
        answer=f"{answer.status} {said}".strip(),
        tone="done" if answer.status == 200 else "failed",
        body=answer.body,
    )


def _about(body: Json) -> str:
    if "error" in body:
        return str(body["error"]["message"])
    name = str(body.get("object", "")).replace("_", " ").replace(".", " ")
    if "amount" in body:
        return f"{name}, ${body['amount'] / 100:,.2f}"
    card = body.get("card")
    return f"{name}, {card['brand'].title()} •• {card['last4']}" if card else name
