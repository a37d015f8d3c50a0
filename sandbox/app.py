"""The sandbox as one WSGI application: each part of the outside world under an address of its own."""

from flask import Flask

from sandbox.checkout_page import checkout_pages
from sandbox.control import control
from sandbox.processor.api import processor_api
from sandbox.world import World


def create_app(world: World) -> Flask:
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(processor_api(world))
    app.register_blueprint(checkout_pages(world))
    app.register_blueprint(control(world))
    return app
