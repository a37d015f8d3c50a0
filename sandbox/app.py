"""The sandbox as one WSGI application: each part of the outside world under an address of its own."""

from flask import Flask, redirect
from markupsafe import Markup
from werkzeug.wrappers import Response

from sandbox.checkout_page import checkout_pages
from sandbox.control import control
from sandbox.lexus_app.pages import app_pages
from sandbox.lexus_app.receiving import partner_endpoint
from sandbox.look import icons, stylesheet
from sandbox.phone import phone_pages
from sandbox.processor.api import processor_api
from sandbox.texts.api import gateway_api
from sandbox.world import World


def create_app(world: World) -> Flask:
    app = Flask(__name__)
    for part in (
        processor_api,
        checkout_pages,
        gateway_api,
        phone_pages,
        app_pages,
        partner_endpoint,
        control,
    ):
        app.register_blueprint(part(world))
    app.add_url_rule("/", view_func=_front_door)
    app.add_url_rule("/healthz", view_func=_healthy)
    app.add_url_rule("/look/loanerdesk.css", view_func=stylesheet)
    sprite = Markup(icons())  # noqa: S704 (our own file)
    app.context_processor(lambda: {"sprite": sprite})
    return app


def _front_door() -> Response:
    return redirect("/lexus-app/")


def _healthy() -> str:
    return "ok"
