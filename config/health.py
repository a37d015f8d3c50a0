"""Whether everything is up: the database and the broker answer."""

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from kombu.exceptions import OperationalError

BROKER_SECONDS = 2


@login_not_required
@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """200 when both answer, else 503 with the name of the one that does not; for supervisors, not for pages."""
    silent = [name for name, answers in (("database", database_answers), ("broker", broker_answers)) if not answers()]
    if silent:
        return HttpResponse(f"No answer: {', '.join(silent)}\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def database_answers() -> bool:
    """One question, no transaction."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    """One connection, opened and closed."""
    try:
        with current_app.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)
    except (OperationalError, OSError):
        return False
    return True
