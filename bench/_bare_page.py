"""The floor beside which pages are measured: Django as it comes, one query, twenty rows in one plain template."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

PAGE = """<!doctype html><html lang="en"><head><title>Loans</title></head><body><table>
{% for loan in loans %}<tr><td>{{ loan.code }}</td><td>{{ loan.guest }}</td><td>{{ loan.car }}</td>
<td>{{ loan.pickup_at|date:"D, M j, H:i" }}</td><td>{{ loan.dropoff_at|date:"D, M j, H:i" }}</td></tr>{% endfor %}
</table></body></html>"""

if not settings.configured:
    settings.configure(
        ROOT_URLCONF="bench._bare_page",
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        USE_TZ=True,
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
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
template = engines["django"].from_string(PAGE)


class Loan(models.Model):
    """A row of the floor."""

    code = models.TextField()
    guest = models.TextField()
    car = models.TextField()
    pickup_at = models.DateTimeField()
    dropoff_at = models.DateTimeField()

    class Meta:
        app_label = "bench"
        db_table = "bare_loan"
        managed = False

    def __str__(self) -> str:
        return self.code


def loans(request: HttpRequest) -> HttpResponse:
    """The twenty newest."""
    return HttpResponse(template.render({"loans": QuerySet(Loan).order_by("-pk")[:20]}, request))


urlpatterns = [path("bare/", loans)]
