"""Two stores of different owners."""

from dealerships.models import DealerGroup, Dealership

WEEKDAYS_AND_SATURDAY = [*["07:30-18:00"] * 5, "08:00-16:00", ""]


def springfield() -> Dealership:
    """Lexus of Springfield, closed on Sundays, with an account at the processor and a number to text from."""
    return Dealership.objects.create(
        dealer_group=DealerGroup.objects.create(name="Springfield Automotive"),
        name="Lexus of Springfield",
        slug="springfield",
        dealer_code="63201",
        phone="+12175550100",
        street="1200 Wabash Avenue",
        city="Springfield",
        state="IL",
        postal_code="62704",
        time_zone="America/Chicago",
        opening_hours=WEEKDAYS_AND_SATURDAY,
        requires_mfa=False,
        processor_account="acct_1Springfield",
        text_sender="+12175550199",
    )


def riverton() -> Dealership:
    """Lexus of Riverton: the neighbour, of another owner, two hours to the west."""
    return Dealership.objects.create(
        dealer_group=DealerGroup.objects.create(name="Riverton Motors"),
        name="Lexus of Riverton",
        slug="riverton",
        dealer_code="74410",
        phone="+19515550100",
        street="8 Canyon Road",
        city="Riverton",
        state="CA",
        postal_code="92509",
        time_zone="America/Los_Angeles",
        opening_hours=["08:00-19:00"] * 7,
        requires_mfa=False,
        processor_account="acct_1Riverton",
        text_sender="+19515550199",
    )
