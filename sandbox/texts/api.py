"""The gateway's front door: sign-in, send, look up, list."""

import hmac
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from sandbox.hanging_up import hang_up
from sandbox.store import Row
from sandbox.texts.errors import Refused, broken, not_found, too_many, unauthenticated
from sandbox.texts.messages import API_VERSION, as_json, find_text
from sandbox.texts.sending import take_text
from sandbox.world import World

POSSIBLE_FAULTS = frozenset({"timeout_before", "timeout_after", "error_500_before", "error_500_after", "rate_limit"})
BOUNDS = {"DateSent": "=", "DateSent<": "<=", "DateSent>": ">="}
DEFAULT_PAGE, LARGEST_PAGE = 50, 1000
View = Callable[..., Response]


def gateway_api(world: World) -> Blueprint:
    blueprint = Blueprint("gateway", __name__, url_prefix=f"/twilio/{API_VERSION}/Accounts/<account_sid>")
    add = blueprint.add_url_rule
    add("/Messages.json", view_func=_sending(world), methods=["POST"])
    add("/Messages.json", view_func=_listing(world), methods=["GET"])
    add("/Messages/<sid>.json", view_func=_finding(world), methods=["GET"])
    blueprint.before_request(_signed_in(world))
    blueprint.register_error_handler(Refused, lambda refused: _answer(refused.body(), refused.status))
    return blueprint


def _answer(body: dict[str, object], status: int) -> Response:
    return Response(json.dumps(body), status=status, content_type="application/json;charset=utf-8")


def _signed_in(world: World) -> Callable[[], None]:
    def signed_in() -> None:
        configuration, given = world.configuration, request.authorization
        sid, token = (given.username or "", given.password or "") if given else ("", "")
        expected = configuration.twilio_auth_token
        if not expected or sid != configuration.twilio_account_sid or not hmac.compare_digest(token, expected):
            raise unauthenticated()
        if (request.view_args or {})["account_sid"] != sid:
            raise not_found(request.path.removeprefix("/twilio"))

    return signed_in


def _sending(world: World) -> View:
    def sending(account_sid: str) -> Response:
        fault = world.faults.take("twilio", "messages.create", POSSIBLE_FAULTS)
        kind = fault.fault if fault else ""
        if kind == "rate_limit":
            raise too_many()
        if kind == "error_500_before":
            raise broken()
        if fault and kind == "timeout_before":
            return hang_up(world, request.environ, fault.seconds)
        text = take_text(world, request.form)
        if fault and kind == "timeout_after":
            return hang_up(world, request.environ, fault.seconds)
        if kind == "error_500_after":
            raise broken()
        return _answer(as_json(text, account_sid), 201)

    return sending


def _finding(world: World) -> View:
    def finding(account_sid: str, sid: str) -> Response:
        text = find_text(world, sid)
        if text is None:
            raise not_found(request.path.removeprefix("/twilio"))
        return _answer(as_json(text, account_sid), 200)

    return finding


def _listing(world: World) -> View:
    def listing(account_sid: str) -> Response:
        size = min(int(request.args.get("PageSize", DEFAULT_PAGE)), LARGEST_PAGE)
        page = int(request.args.get("Page", 0))
        texts = _matching(world)
        chosen = texts[page * size : (page + 1) * size]
        more = len(texts) > (page + 1) * size
        address = f"/{API_VERSION}/Accounts/{account_sid}/Messages.json"
        body = {
            "end": page * size + len(chosen) - 1 if chosen else 0,
            "first_page_uri": _page_uri(address, 0),
            "messages": [as_json(text, account_sid) for text in chosen],
            "next_page_uri": _page_uri(address, page + 1) if more else None,
            "page": page,
            "page_size": size,
            "previous_page_uri": _page_uri(address, page - 1) if page else None,
            "start": page * size,
            "uri": _page_uri(address, page),
        }
        return _answer(body, 200)

    return listing


def _page_uri(address: str, page: int) -> str:
    return f"{address}?{urlencode(request.args.to_dict() | {'Page': str(page)})}"


def _matching(world: World) -> list[Row]:
    where = "1 = 1"
    values: list[object] = []
    for name, column in (("To", "recipient"), ("From", "sender")):
        if name in request.args:
            where += f" AND {column} = ?"
            values.append(request.args[name])
    for name, sign in BOUNDS.items():
        if name in request.args:
            column, bound = _compared(request.args[name], exactly=sign == "=")
            where += f" AND {column} {sign} ?"
            values.append(bound)
    return world.store.rows(f"SELECT * FROM texts WHERE {where} ORDER BY seq DESC", *values)  # noqa: S608


def _compared(given: str, *, exactly: bool) -> tuple[str, str | float]:
    """What is compared with a bound: the day (UTC) when a day is meant, which an exact search always means."""
    sent = "coalesce(sent_at, created_at)"
    moment = datetime.fromisoformat(given)
    if exactly or re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return f"date({sent}, 'unixepoch')", f"{moment:%Y-%m-%d}"
    return sent, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
