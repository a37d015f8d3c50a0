"""Addresses of the schemas, under ``api/schemas/lexus-app/``."""

from django.urls import path

from integrations.lexus_app import published

urlpatterns = [
    path("", published.index, name="lexus_app_schemas"),
    path("<str:name>.json", published.one, name="lexus_app_schema"),
]
