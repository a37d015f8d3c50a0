"""Addresses under a dealership's first word are those that Django would give, however often they are asked for."""

import pytest
from django.urls import NoReverseMatch, reverse

from dealerships.addresses import address
from dealerships.models import Dealership

SPRINGFIELD, RIVERTON = Dealership(slug="springfield"), Dealership(slug="riverton")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dashboard", {}),
        ("contract", {"code": "LS-7Q4M"}),
        ("contract", {"code": "LS-B2CD"}),
        ("vehicle", {"vin": "JTJAAAABXPA000001"}),
        ("try_again", {"effect": 12}),
        ("document", {"code": "LS-7Q4M", "kind": "receipt"}),
        ("contract", {"code": "what somebody typed"}),
    ],
)
@pytest.mark.parametrize("store", [SPRINGFIELD, RIVERTON], ids=["springfield", "riverton"])
def test_an_address_is_the_one_of_its_route(store, name, words):
    assert address(store, name, **words) == reverse(name, kwargs={"dealership_slug": store.slug, **words})


@pytest.mark.parametrize(("name", "words"), [("contract", {}), ("try_again", {"effect": "soon"}), ("no_such_page", {})])
def test_a_word_that_a_route_does_not_take_is_refused(name, words):
    with pytest.raises(NoReverseMatch):
        address(SPRINGFIELD, name, **words)
