"""The addresses behind a guest's link."""

from django.urls import URLPattern, path

from contracts.guest_views import agreeing, asking, cards, papers, typed_in

urlpatterns: list[URLPattern] = [
    path("g/<str:token>/", asking.landing, name="guest_link"),
    path("g/<str:token>/new/", asking.new_link, name="guest_new_link"),
    path("g/<str:token>/sent/", asking.new_link_sent, name="guest_new_link_sent"),
    path("g/<str:token>/licence/", typed_in.licence, name="guest_licence"),
    path("g/<str:token>/insurance/", typed_in.insurance, name="guest_insurance"),
    path("g/<str:token>/address/", typed_in.address, name="guest_address"),
    path("g/<str:token>/card/", cards.card, name="guest_card"),
    path("g/<str:token>/card/back/", cards.card_back, name="guest_card_back"),
    path("g/<str:token>/card/<str:code>/", cards.card_page, name="guest_card_page"),
    path("g/<str:token>/agreement/", agreeing.agreement, name="guest_agreement"),
    path("g/<str:token>/agreement/whole/", agreeing.whole_agreement, name="guest_whole_agreement"),
    path("g/<str:token>/terms/", agreeing.terms, name="guest_terms"),
    path("g/<str:token>/sign/", agreeing.sign, name="guest_sign"),
    path("g/<str:token>/paper/", agreeing.paper, name="guest_paper"),
    path("g/<str:token>/everything-in/", cards.everything_in, name="guest_everything_in"),
    path("g/<str:token>/over/", cards.over, name="guest_over"),
    path("g/<str:token>/documents/", papers.documents, name="guest_documents"),
    path("g/<str:token>/documents/<str:kind>.pdf", papers.document, name="guest_document"),
]
