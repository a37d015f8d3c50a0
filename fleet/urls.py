"""Actions on a vehicle."""

from django.urls import URLPattern, path

from fleet import views

urlpatterns: list[URLPattern] = [
    path("vehicles/new/", views.new, name="new_vehicle"),
    path("vehicles/<str:vin>/edit/", views.edit, name="edit_vehicle"),
    path("vehicles/<str:vin>/dispose/", views.dispose, name="dispose_vehicle"),
    path("vehicles/<str:vin>/bring-back/", views.bring_back, name="bring_vehicle_back"),
    path("vehicles/<str:vin>/tag/", views.tag, name="vehicle_tag"),
    path("vehicles/<str:vin>/status/", views.status, name="vehicle_status"),
    path("vehicles/<str:vin>/issues/", views.issue, name="vehicle_issue"),
    path("vehicles/<str:vin>/issues/<int:issue>/close/", views.close_issue, name="vehicle_close_issue"),
]
