"""Addresses of the pages of the Lexus App, under a dealership."""

from django.urls import URLPattern, path

from integrations.lexus_app.views import attention, log, setting_up

HERE = "settings/integrations/lexus-app/"

urlpatterns: list[URLPattern] = [
    path(HERE, setting_up.page, name="lexus_app_settings"),
    path(f"{HERE}connect/", setting_up.connect, name="lexus_app_connect"),
    path(f"{HERE}secrets/rotate/", setting_up.rotate_secret, name="lexus_app_rotate_secret"),
    path(f"{HERE}secrets/<int:secret>/retire/", setting_up.retire_secret, name="lexus_app_retire_secret"),
    path(f"{HERE}outbound-secret/rotate/", setting_up.rotate_outbound_secret, name="lexus_app_rotate_outbound_secret"),
    path(f"{HERE}token/replace/", setting_up.replace_token, name="lexus_app_replace_token"),
    path(f"{HERE}endpoint/", setting_up.set_endpoint, name="lexus_app_set_endpoint"),
    path(f"{HERE}test-booking/", setting_up.test_booking, name="lexus_app_test_booking"),
    path(f"{HERE}categories/<int:mapping>/forget/", setting_up.forget_category, name="lexus_app_forget_category"),
    path(f"{HERE}messages.csv", log.messages_csv, name="lexus_app_messages_csv"),
    path(f"{HERE}sent/<int:sent>/", log.sent, name="lexus_app_sent"),
    path(f"{HERE}sent/<int:sent>/again/", log.send_again, name="lexus_app_send_again"),
    path(f"{HERE}received/<int:received>/", attention.received, name="lexus_app_received"),
    path(f"{HERE}received/<int:received>/look/", attention.look, name="lexus_app_look"),
    path(f"{HERE}attention/again/", attention.try_all_again, name="lexus_app_try_all_again"),
    path(f"{HERE}attention/<int:effect>/", attention.attend, name="lexus_app_attend"),
    path(f"{HERE}attention/<int:effect>/category/", attention.choose_category, name="lexus_app_choose_category"),
    path(f"{HERE}attention/<int:effect>/again/", attention.try_again, name="lexus_app_try_again"),
    path(f"{HERE}attention/<int:effect>/dismiss/", attention.dismiss, name="lexus_app_dismiss"),
]
