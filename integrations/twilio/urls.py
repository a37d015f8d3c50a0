"""Addresses of the text gateway's reports, below ``webhooks/twilio/``."""

from django.urls import path

from integrations.twilio import webhooks

urlpatterns = [
    path("<str:public_id>/status/", webhooks.status, name="twilio-status"),
    path("<str:public_id>/inbound/", webhooks.inbound, name="twilio-inbound"),
]
