"""Actions on a guest's profile."""

from django.urls import URLPattern, path

from customers import views

urlpatterns: list[URLPattern] = [
    path("customers/new/", views.new, name="new_customer"),
    path("customers/<str:code>/contact/", views.contact, name="customer_contact"),
    path("customers/<str:code>/licence/", views.licence, name="customer_licence"),
    path("customers/<str:code>/insurance/", views.insurance, name="customer_insurance"),
    path("customers/<str:code>/notes/", views.note, name="customer_note"),
    path("customers/<str:code>/do-not-rent/", views.forbid, name="customer_forbid"),
    path("customers/<str:code>/rent-again/", views.allow, name="customer_allow"),
    path("customers/<str:code>/cards/<int:card>/prefer/", views.prefer_card, name="customer_prefer_card"),
    path("customers/<str:code>/says/<int:suggestion>/take/", views.take_suggestion, name="take_suggestion"),
    path("customers/<str:code>/says/<int:suggestion>/keep/", views.keep_ours, name="keep_ours"),
    path("customers/<str:code>/cards/<int:card>/remove/", views.remove_card, name="customer_remove_card"),
]
