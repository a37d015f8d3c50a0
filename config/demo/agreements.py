"""The demo's driver agreements."""

from datetime import datetime

from dealerships.models import Dealership
from kernel.keys import without_case_and_spaces
from programs.models import AgreementTerm, AgreementVersion, DriverAgreement

OPENING = (
    "<p>{{ dealership.name }}, dealer {{ dealer_code }}, lends to <strong>{{ customer.name }}</strong>, licence "
    "{{ licence.state }} {{ licence.number }}, the {{ vehicle.year }} {{ vehicle.model }}, plate {{ vehicle.plate }}, "
    "VIN {{ vehicle.vin }}.</p>"
    "<h2>1. Period</h2><p>Until {{ dropoff.scheduled }}. The odometer reads {{ out.odometer }}, the fuel is "
    "{{ out.fuel }}.</p>"
)
COURTESY = (
    "<h2>2. What it costs</h2><p>The car is lent while yours is with us. {{ rates.table }}</p>"
    "<h2>3. Drivers</h2><p>You, and {{ additional_drivers }}. Your insurance with {{ insurance.carrier }}, policy "
    "{{ insurance.policy }}, applies first.</p>"
)
RESERVE = (
    "<h2>2. What it costs</h2><p>{{ rates.table }} Before you leave, we hold {{ hold.amount }} on {{ card.label }}. "
    "What is not needed is released at return. You agree that tolls, fuel and extra miles of these days are charged to "
    "the same card after return, each with its bill.</p>"
    "<h2>3. Drivers</h2><p>You, and {{ additional_drivers }}. Your insurance with {{ insurance.carrier }}, policy "
    "{{ insurance.policy }}, applies first.</p>"
)
TERMS = (
    ("Drivers", "I am the only driver, with those named in the agreement."),
    ("Fuel", "I return the car with the fuel it had."),
    ("Return", "I return the car by the time in the agreement. If I need it longer, I call before that time."),
    ("Tolls and fines", "I pay tolls and fines of these days."),
    ("Damage", "I report any damage at once, and pay up to my deductible."),
)


def courtesy_loaner(dealership: Dealership, *, at: datetime) -> DriverAgreement:
    """The dealership's default."""
    return agreement(dealership, "Courtesy loaner", OPENING + COURTESY, terms=TERMS[:4], default=True, at=at)


def lexus_reserve(dealership: Dealership, *, at: datetime) -> DriverAgreement:
    """The one of the program OneApp Rental."""
    return agreement(dealership, "Lexus Reserve", OPENING + RESERVE, terms=TERMS, default=False, at=at)


def agreement(
    dealership: Dealership, name: str, body: str, *, terms: tuple[tuple[str, str], ...], default: bool, at: datetime
) -> DriverAgreement:
    """An agreement with its first version."""
    row = DriverAgreement.objects.create(
        dealership=dealership, name=name, name_key=without_case_and_spaces(name), is_default=default
    )
    version = AgreementVersion.objects.create(
        dealership=dealership, agreement=row, number=1, body=body, published_at=at
    )
    AgreementTerm.objects.bulk_create(
        AgreementTerm(dealership=dealership, version=version, position=place, title=title, text=text)
        for place, (title, text) in enumerate(terms, start=1)
    )
    return row
