"""The demo's dealer group and its two stores."""

from dealerships.models import DealerGroup, Dealership

WEEKDAYS = ["07:30-18:00"] * 5


def dealer_group() -> DealerGroup:
    """The owner of both stores."""
    return DealerGroup.objects.create(name="Prairie Motor Group")


def springfield(group: DealerGroup) -> Dealership:
    """Lexus of Springfield, Illinois: closed on Sundays."""
    return Dealership.objects.create(
        dealer_group=group,
        name="Lexus of Springfield",
        slug="springfield",
        dealer_code="63201",
        phone="+12175550100",
        street="2200 Wabash Avenue",
        city="Springfield",
        state="IL",
        postal_code="62704",
        opening_hours=[*WEEKDAYS, "08:00-16:00", ""],
        requires_mfa=False,
        processor_account="acct_1Springfield",
        text_sender="+12175550199",
    )


def riverton(group: DealerGroup) -> Dealership:
    """Lexus of Riverton, Iowa: open on Sundays too."""
    return Dealership.objects.create(
        dealer_group=group,
        name="Lexus of Riverton",
        slug="riverton",
        dealer_code="63202",
        phone="+15635550100",
        street="410 Harbor Road",
        city="Riverton",
        state="IA",
        postal_code="52801",
        opening_hours=[*WEEKDAYS, "08:00-17:00", "10:00-15:00"],
        turnaround_minutes=30,
        requires_mfa=False,
        processor_account="acct_1Riverton",
        text_sender="+15635550199",
    )
