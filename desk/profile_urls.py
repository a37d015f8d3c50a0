"""What is done to a guest's profile where several apps are asked: merging, deleting."""

from django.urls import URLPattern, path

from desk.views import erasing, merging

urlpatterns: list[URLPattern] = [
    path("customers/<str:code>/merge/", merging.merge_with, name="merge_with"),
    path("customers/<str:code>/merge/<str:other>/", merging.compare, name="merge"),
    path("customers/<str:code>/merge/<str:other>/apart/", merging.apart, name="keep_apart"),
    path("customers/<str:code>/merge/<str:other>/undo/", merging.undo, name="undo_merge"),
    path("customers/<str:code>/delete/", erasing.erase, name="erase_customer"),
]
