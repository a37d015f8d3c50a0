"""Makes the Celery application the current one in every process that starts Django: the relay sends through it."""

from django.apps import AppConfig

from config.celery import app


class Wiring(AppConfig):
    """The top of the stack."""

    name = "config"
    celery = app
