"""Addresses: what is open to everybody, then everything under a dealership's own first word."""

from django.urls import URLPattern, URLResolver, include, path

from config.health import healthz
from dealerships.views import home

handler400 = "config.api.problems.not_readable"
handler500 = "config.api.problems.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("webhooks/lexus-app/", include("integrations.lexus_app.urls")),
    path("api/v1/", include("integrations.lexus_app.api_urls")),
    path("api/schemas/lexus-app/", include("integrations.lexus_app.schema_urls")),
    path("api/", include("config.api.urls")),
    path("webhooks/stripe/", include("integrations.stripe.urls")),
    path("webhooks/twilio/", include("integrations.twilio.urls")),
    path("<slug:dealership_slug>/", include("integrations.lexus_app.desk_urls")),
    path("<slug:dealership_slug>/", include("contracts.guest_urls")),
    path("<slug:dealership_slug>/", include("reservations.urls")),
    path("<slug:dealership_slug>/", include("customers.urls")),
    path("<slug:dealership_slug>/", include("fleet.urls")),
    path("<slug:dealership_slug>/", include("desk.profile_urls")),
    path("<slug:dealership_slug>/", include("desk.urls")),
    path("<slug:dealership_slug>/", include("contracts.urls")),
]
