"""Which agreement and which settings a contract uses, as a table (product.md, Driver agreement and Program)."""

import pytest

from programs.domain.agreement_choice import NoAgreement, chosen_agreement, chosen_settings


@pytest.mark.parametrize(
    ("of_program", "of_group", "of_dealership", "chosen"),
    [
        ("Lexus Reserve", "Courtesy loaner", "Standard", "Lexus Reserve"),
        ("Lexus Reserve", "Courtesy loaner", None, "Lexus Reserve"),
        ("Lexus Reserve", None, "Standard", "Lexus Reserve"),
        ("Lexus Reserve", None, None, "Lexus Reserve"),
        (None, "Courtesy loaner", "Standard", "Courtesy loaner"),
        (None, "Courtesy loaner", None, "Courtesy loaner"),
        (None, None, "Standard", "Standard"),
    ],
)
def test_the_programs_agreement_wins_then_the_groups_then_the_default(of_program, of_group, of_dealership, chosen):
    agreement = chosen_agreement(of_program=of_program, of_group=of_group, of_dealership=of_dealership)

    assert agreement == chosen


def test_without_any_agreement_the_advisor_reads_where_to_name_one():
    with pytest.raises(NoAgreement, match="Name one in the program or the group"):
        chosen_agreement(of_program=None, of_group=None, of_dealership=None)


@pytest.mark.parametrize(("of_program", "chosen"), [("the program's own", "the program's own"), (None, "the group's")])
def test_a_programs_own_settings_win_over_the_groups(of_program, chosen):
    assert chosen_settings(of_program=of_program, of_group="the group's") == chosen
