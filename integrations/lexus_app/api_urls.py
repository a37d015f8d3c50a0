"""Addresses of the Lexus App's own API, under ``api/v1/``."""

from django.urls import path

from integrations.lexus_app import api

urlpatterns = [path("partners/lexus-app/availability", api.availability, name="lexus_app_availability")]
