"""Profiles, papers and cards of guests."""

from customers.queries import profile
from tests.situations import Counter
from tests.statements import statements


def test_a_profile_shows_its_papers_and_cards_in_five_statements(desk: Counter):
    code = desk.avery.code

    with statements() as seen:
        avery = profile(dealership=desk.store, code=code)

    assert len(seen) == 5
    assert avery.name == "Avery Quinn"
    assert [licence.last_four for licence in avery.licences_now] == ["2193"]
    assert [insurance.carrier for insurance in avery.insurances_now] == ["Acme Mutual"]
    assert [str(card) for card in avery.cards_on_file] == ["Visa •• 4242"]
