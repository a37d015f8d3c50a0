"""The address of the processor's webhooks, below ``webhooks/stripe/``."""

from django.urls import path

from integrations.stripe import webhooks

urlpatterns = [path("", webhooks.receive, name="stripe-webhook")]
