"""The guest's phone: texts and emails in the order they came, links to follow, a box to reply."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from sandbox.moments import clock_time
from sandbox.store import Row
from sandbox.texts.inbound import reply
from sandbox.texts.numbers import is_e164
from sandbox.world import World

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
SHOWN_LENGTH = 40
SILENCE_SECONDS = 15 * 60


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One thing on the phone's screen. `kind`: text, out (the guest's own) or mail."""

    at: float
    kind: str
    sender: str
    subject: str
    words: Markup
    state: str
    time: str


def phone_pages(world: World) -> Blueprint:
    blueprint = Blueprint("phone", __name__)
    blueprint.add_url_rule("/phone/", view_func=_phones_page(world))
    blueprint.add_url_rule("/phone/<number>", view_func=_phone_page(world))
    blueprint.add_url_rule("/phone/<number>/reply", view_func=_reply(world), methods=["POST"])
    blueprint.add_url_rule("/inbox/<address>", view_func=_inbox_page(world))
    return blueprint


def _phones_page(world: World) -> Callable[[], str]:
    def phones_page() -> str:
        numbers = world.store.rows(
            "SELECT number, max(at) AS at, count(*) AS texts FROM ("
            "SELECT CASE direction WHEN 'inbound' THEN sender ELSE recipient END AS number, created_at AS at FROM texts)"
            " GROUP BY number ORDER BY at DESC LIMIT 100"
        )
        addresses = world.store.rows(
            "SELECT recipient AS address, count(*) AS emails FROM emails GROUP BY recipient ORDER BY max(at) DESC LIMIT 100"
        )
        return render_template("phones.html", numbers=numbers, addresses=addresses)

    return phones_page


def _phone_page(world: World) -> Callable[[str], str]:
    def phone_page(number: str) -> str:
        if not is_e164(number):
            abort(404)
        address = request.args.get("email", "")
        return render_template("phone.html", phone=phone(world, number, address), back=request.full_path)

    return phone_page


def _reply(world: World) -> Callable[[str], AnyResponse]:
    def send_reply(number: str) -> AnyResponse:
        words, to = request.form.get("body", "").strip(), request.form.get("to") or last_sender(world, number)
        if words and to:
            reply(world, guest=number, number=to, body=words)
        return redirect(_own_page(request.form.get("back", "")) or f"/phone/{number}", code=303)

    return send_reply


def _own_page(address: str) -> str:
    """The address to go back to, if it is one of ours."""
    return address if re.match(r"/(phone|lexus-app)/", address) else ""


def _inbox_page(world: World) -> Callable[[str], str]:
    def inbox_page(address: str) -> str:
        emails = world.store.rows("SELECT * FROM emails WHERE recipient = ? ORDER BY seq DESC", address.lower())
        letters = [
            {"email": each, "time": clock_time(each["at"], _zone(world)), "words": linked(_readable(each))}
            for each in emails
        ]
        return render_template("inbox.html", address=address, letters=letters)

    return inbox_page


def phone(world: World, number: str, address: str = "") -> dict[str, object]:
    """Everything that a phone shows: its owner, and the conversation with a time where there was a silence."""
    bookings = world.store.rows("SELECT * FROM bookings WHERE phone = ? ORDER BY seq DESC", number)
    addresses = {row["email"] for row in bookings} | ({address.lower()} if address else set())
    owner = world.store.rows(
        "SELECT json_extract(data, '$.guest.full_name') AS name FROM bookings WHERE phone = ? ORDER BY seq DESC LIMIT 1",
        number,
    )
    return {
        "number": number,
        "owner": owner[0]["name"].split(" ")[0] if owner else "",
        "bubbles": _bubbles(world, number, addresses),
        "can_reply": last_sender(world, number) != "",
        "silence": SILENCE_SECONDS,
    }


def _bubbles(world: World, number: str, addresses: set[str]) -> list[Bubble]:
    zone = _zone(world)
    texts = world.store.rows("SELECT * FROM texts WHERE ? IN (sender, recipient) ORDER BY seq DESC LIMIT 60", number)
    bubbles = [
        Bubble(
            at=text["created_at"],
            kind="out" if text["direction"] == "inbound" else "text",
            sender=text["sender"],
            subject="",
            words=linked(text["body"]),
            state="Not delivered" if text["status"] in ("undelivered", "failed") else "",
            time=clock_time(text["created_at"], zone),
        )
        for text in texts
    ]
    for address in sorted(addresses):
        emails = world.store.rows("SELECT * FROM emails WHERE recipient = ? ORDER BY seq DESC LIMIT 30", address)
        bubbles += [_letter(row, zone) for row in emails]
    return sorted(bubbles, key=lambda bubble: bubble.at)


def _letter(email: Row, zone: str) -> Bubble:
    return Bubble(
        at=email["at"],
        kind="mail",
        sender=re.sub(r"\s*<.*>", "", email["sender"]).strip('"'),
        subject=email["subject"],
        words=linked(_readable(email)),
        state="",
        time=clock_time(email["at"], zone),
    )


def _readable(email: Row) -> str:
    if email["text"].strip():
        return str(email["text"]).strip()
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?is)<(style|head).*?</\1>", "", email["html"]))).strip()


def linked(words: str) -> Markup:
    """The words with their addresses as links that open beside the page."""
    parts, place = [], 0
    for found in LINK.finditer(words):
        parts += [html.escape(words[place : found.start()]), _link(found.group())]
        place = found.end()
    return Markup("".join([*parts, html.escape(words[place:])]))  # noqa: S704 (escaped part by part)


def _link(address: str) -> str:
    bare = re.sub(r"^https?://", "", address)
    shown = bare if len(bare) <= SHOWN_LENGTH else bare[:SHOWN_LENGTH] + "…"
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener">{html.escape(shown)}</a>'


def last_sender(world: World, number: str) -> str:
    """The dealership's number that wrote to this phone last; else the first dealership's."""
    rows = world.store.rows(
        "SELECT sender FROM texts WHERE recipient = ? AND direction != 'inbound' ORDER BY seq DESC LIMIT 1", number
    )
    ours = [each.text_number for each in world.configuration.dealerships]
    return str(rows[0]["sender"]) if rows else (ours[0] if ours else "")


def _zone(world: World) -> str:
    dealerships = world.configuration.dealerships
    return dealerships[0].time_zone if dealerships else "UTC"
