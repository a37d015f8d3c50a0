"""Addresses of the settings page of the Lexus App, under a dealership."""

from django.urls import URLPattern, path

from integrations.lexus_app import views

HERE = "settings/integrations/lexus-app/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.page, name="lexus_app_settings"),
    path(f"{HERE}connect/", views.connect, name="lexus_app_connect"),
    path(f"{HERE}secrets/rotate/", views.rotate_secret, name="lexus_app_rotate_secret"),
    path(f"{HERE}secrets/<int:secret>/retire/", views.retire_secret, name="lexus_app_retire_secret"),
    path(f"{HERE}outbound-secret/rotate/", views.rotate_outbound_secret, name="lexus_app_rotate_outbound_secret"),
    path(f"{HERE}token/replace/", views.replace_token, name="lexus_app_replace_token"),
    path(f"{HERE}endpoint/", views.set_endpoint, name="lexus_app_set_endpoint"),
    path(f"{HERE}test-booking/", views.test_booking, name="lexus_app_test_booking"),
    path(f"{HERE}attention/<int:effect>/again/", views.try_again, name="lexus_app_try_again"),
    path(f"{HERE}attention/<int:effect>/dismiss/", views.dismiss, name="lexus_app_dismiss"),
]
