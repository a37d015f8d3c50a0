"""Connect a dealership with the Lexus App: its endpoint, secrets and token. Secrets are shown once, when they are made."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes, token_urlsafe
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from dealerships.domain.actor import Actor
from dealerships.doorways import open_doorway
from dealerships.models import Dealership, Doorway
from dealerships.services.history import record
from integrations.lexus_app.connections import CONNECTION, TOKEN
from integrations.lexus_app.models import Connection, InboundSecret
from integrations.lexus_app.signature import written

SUBJECT = "integration/lexus-app"


class NotConnected(Exception):
    """There is no connection to change yet."""

    def __init__(self) -> None:
        super().__init__("The Lexus App is not connected yet.")


class EndpointRefused(Exception):
    """The partner's endpoint can't be one; the message says why."""


class LastSecret(Exception):
    """A connection always has a signing secret."""

    def __init__(self) -> None:
        super().__init__("This is the only signing secret. Rotate first, then retire the old one.")


class EndedAlready(Exception):
    """Nothing is left to retire."""

    def __init__(self) -> None:
        super().__init__("This secret has ended already.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSecrets:
    """What is shown once: the signing secret, the outbound one and the token of the availability endpoint."""

    connection: Connection
    signing_secret: str
    outbound_secret: str
    token: str


@transaction.atomic
def create_connection(*, dealership: Dealership, by: Actor, at: datetime, endpoint: str = "") -> NewSecrets:
    """
    Connect the dealership; a second time answers with a new set of secrets for the same connection.

    :raises EndpointRefused: the partner's endpoint can't be one
    """
    refuse_endpoint(endpoint)
    Dealership.objects.select_for_update(no_key=True).get(pk=dealership.pk)
    connection = Connection.objects.filter(dealership=dealership).first()
    if connection is None:
        connection = new_connection(dealership, endpoint, at)
        record("connected", dealership=dealership, subjects=[SUBJECT], by=by, at=at)
    return NewSecrets(
        connection=connection,
        signing_secret=rotate_secret(dealership=dealership, by=by, at=at),
        outbound_secret=rotate_outbound_secret(dealership=dealership, by=by, at=at),
        token=replace_token(dealership=dealership, by=by, at=at),
    )


@transaction.atomic
def rotate_secret(*, dealership: Dealership, by: Actor, at: datetime) -> str:
    """
    Make another signing secret; the one before it stays valid until it is retired, older ones end now.

    :raises NotConnected: there is no connection yet
    """
    connection = locked(dealership)
    secret = written(token_bytes(32))
    newest = valid_secrets(dealership, at=at).order_by("-pk").values("pk")[:1]
    valid_secrets(dealership, at=at).exclude(pk__in=newest).update(ends_at=at)
    InboundSecret.objects.create(dealership=dealership, connection=connection, secret=secret, created_at=at)
    record("made a signing secret", dealership=dealership, subjects=[SUBJECT], by=by, at=at)
    return secret


@transaction.atomic
def retire_secret(*, dealership: Dealership, secret_id: int, by: Actor, at: datetime) -> None:
    """
    End a signing secret now.

    :raises NotConnected: there is no connection yet
    :raises LastSecret: no other would be left
    :raises EndedAlready: it is not valid any more
    """
    locked(dealership)
    valid = valid_secrets(dealership, at=at)
    secret = valid.filter(pk=secret_id).first()
    if secret is None:
        raise EndedAlready
    if not valid.exclude(pk=secret_id).exists():
        raise LastSecret
    secret.ends_at = at
    secret.save(update_fields=["ends_at"])
    record("retired a signing secret", dealership=dealership, subjects=[SUBJECT], by=by, at=at)


@transaction.atomic
def rotate_outbound_secret(*, dealership: Dealership, by: Actor, at: datetime) -> str:
    """
    Make another secret for what we send; the next message is signed with it.

    :raises NotConnected: there is no connection yet
    """
    connection = locked(dealership)
    connection.outbound_secret = written(token_bytes(32))
    connection.save(update_fields=["outbound_secret"])
    record("made an outbound secret", dealership=dealership, subjects=[SUBJECT], by=by, at=at)
    return connection.outbound_secret


@transaction.atomic
def replace_token(*, dealership: Dealership, by: Actor, at: datetime) -> str:
    """
    Make another token for the availability endpoint; the one before it ends now.

    :raises NotConnected: there is no connection yet
    """
    connection = locked(dealership)
    token = f"ld_{token_urlsafe(32)}"
    connection.token_ending, connection.token_used_at = token[-4:], None
    connection.save(update_fields=["token_ending", "token_used_at"])
    Doorway.objects.filter(kind=TOKEN, dealership=dealership).delete()
    open_doorway(dealership=dealership, kind=TOKEN, key=token)
    record("made an availability token", dealership=dealership, subjects=[SUBJECT], by=by, at=at)
    return token


@transaction.atomic
def set_endpoint(*, dealership: Dealership, endpoint: str, by: Actor, at: datetime) -> Connection:
    """
    Say where the partner is told; this also switches an endpoint on again that had answered 410.

    :raises NotConnected: there is no connection yet
    :raises EndpointRefused: it can't be one
    """
    refuse_endpoint(endpoint)
    connection = locked(dealership)
    connection.endpoint, connection.endpoint_off_at = endpoint, None
    connection.save(update_fields=["endpoint", "endpoint_off_at"])
    details = {"endpoint": endpoint}
    record("set the partner's endpoint", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)
    return connection


def new_connection(dealership: Dealership, endpoint: str, at: datetime) -> Connection:
    """The row and its way in."""
    public_id = f"c_{token_urlsafe(24)}"
    open_doorway(dealership=dealership, kind=CONNECTION, key=public_id)
    return Connection.objects.create(dealership=dealership, public_id=public_id, endpoint=endpoint, created_at=at)


def locked(dealership: Dealership) -> Connection:
    """
    :raises NotConnected: there is no connection yet
    """
    connection = Connection.objects.select_for_update(no_key=True).filter(dealership=dealership).first()
    if connection is None:
        raise NotConnected
    return connection


def valid_secrets(dealership: Dealership, *, at: datetime) -> QuerySet[InboundSecret]:
    """The signing secrets that count now."""
    return InboundSecret.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), dealership=dealership)


def refuse_endpoint(endpoint: str) -> None:
    """
    :raises EndpointRefused: guests' data would travel in the clear, or nowhere; none at all is fine
    """
    parts = urlsplit(endpoint)
    plain_allowed = not settings.SECURE
    if endpoint and not (parts.hostname and parts.scheme in ({"https", "http"} if plain_allowed else {"https"})):
        raise EndpointRefused("The endpoint must be an address that begins with https://.")
