"""Pages that put several apps side by side."""

from django.urls import URLPattern, path

from desk.views import contracts, customers, dashboard, searching, settings, staff, vehicles

urlpatterns: list[URLPattern] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("attention/<int:effect>/again/", dashboard.try_effect_again, name="try_again"),
    path("attention/<int:effect>/dismiss/", dashboard.dismiss_effect, name="dismiss"),
    path("search/", searching.search, name="search"),
    path("contracts/", contracts.contracts, name="contracts"),
    path("customers/", customers.customers, name="customers"),
    path("customers/<str:code>/", customers.customer, name="customer"),
    path("vehicles/", vehicles.vehicles, name="vehicles"),
    path("vehicles/<str:vin>/", vehicles.vehicle, name="vehicle"),
    path("settings/", settings.settings_index, name="settings"),
    path("settings/staff/", staff.members, name="staff"),
]
