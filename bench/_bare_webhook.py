"""The floor beside which accepting a webhook is measured: Django, the same signature, one inserted row, nothing else."""

import base64
import hashlib
import hmac
import json
import os
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

INSERT = "INSERT INTO bare_webhook (webhook_id, body) VALUES (%s, %s) ON CONFLICT DO NOTHING"
SECRET = base64.b64decode(os.environ.get("BARE_SECRET", "").removeprefix("whsec_"))


def receive(request: HttpRequest) -> HttpResponse:
    """Check, insert, answer."""
    headers, body = request.headers, request.body
    content = b"%s.%s.%s" % (headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body)
    expected = "v1," + base64.b64encode(hmac.digest(SECRET, content, hashlib.sha256)).decode()
    late = abs(time.time() - int(headers["webhook-timestamp"])) > 300
    if late or not hmac.compare_digest(headers["webhook-signature"], expected):
        return JsonResponse({"error": "signature"}, status=401)
    json.loads(body)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [headers["webhook-id"], body.decode()])
    answer = JsonResponse({"id": headers["webhook-id"]}, status=202)
    answer["Content-Length"] = str(len(answer.content))
    return answer


urlpatterns = [path("bare/", receive)]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF="bench._bare_webhook",
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["DATABASE_NAME"],
                "HOST": os.environ["DATABASE_HOST"],
                "PORT": os.environ["DATABASE_PORT"],
                "USER": os.environ["DATABASE_USER"],
                "PASSWORD": os.environ["DATABASE_PASSWORD"],
                "CONN_MAX_AGE": 60,
            }
        },
    )

application = get_wsgi_application()
