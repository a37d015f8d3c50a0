"""Addresses of the Lexus App's endpoint, under ``webhooks/lexus-app/``."""

from django.urls import path

from integrations.lexus_app import webhooks

urlpatterns = [path("<str:public_id>/", webhooks.receive, name="lexus_app_webhook")]
