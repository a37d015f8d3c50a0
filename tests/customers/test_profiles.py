"""Profiles, papers and cards of guests."""

from customers.queries import profile
from tests.situations import Counter


def test_a_profile_shows_its_papers_and_cards_in_four_statements(desk: Counter, django_assert_num_queries):
    code = desk.avery.code

    with django_assert_num_queries(5):
        avery = profile(dealership=desk.store, code=code)

    assert avery.name == "Avery Quinn"
    assert [licence.last_four for licence in avery.licences_now] == ["2193"]
    assert [insurance.carrier for insurance in avery.insurances_now] == ["Acme Mutual"]
    assert [str(card) for card in avery.cards_on_file] == ["Visa •• 4242"]
