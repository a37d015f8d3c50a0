"""Booking, and changing what is booked."""

from django.urls import URLPattern, path

from reservations import views

urlpatterns: list[URLPattern] = [
    path("contracts/new/", views.new_contract, name="new_contract"),
    path("contracts/<str:code>/edit/", views.edit_booking, name="edit_booking"),
]
