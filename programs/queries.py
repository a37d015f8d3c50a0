"""Reads of programs: programs and their rates, driver agreements, reserve days."""

from datetime import date
from decimal import Decimal

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from dealerships.models import Dealership
from kernel.keys import without_case, without_case_and_spaces
from programs.domain.agreement_choice import chosen_agreement
from programs.models import (
    AgreementTerm,
    AgreementVersion,
    DriverAgreement,
    ModelRate,
    Program,
    ReserveAccount,
    ReserveEntry,
)

ONEAPP_RENTAL = without_case("OneApp Rental")


class NoSuchProgram(Exception):
    """No program in use has this title."""


class NotPublished(Exception):
    """A driver agreement has no published text."""


def programs(*, dealership: Dealership) -> QuerySet[Program]:
    """The programs in use, by title."""
    return Program.objects.filter(dealership=dealership, archived_at__isnull=True).order_by("title_key")


def program(*, dealership: Dealership, title_key: str) -> Program:
    """
    :raises NoSuchProgram: no program in use has this title
    """
    found = programs(dealership=dealership).filter(title_key=without_case(title_key)).first()
    if found is None:
        raise NoSuchProgram(f"There is no program “{title_key}”.")
    return found


def one_app_rental(*, dealership: Dealership) -> Program | None:
    """The program that the Lexus App books into, if the dealership has made it."""
    return programs(dealership=dealership).filter(title_key=ONEAPP_RENTAL).first()


def rates_by_model(*, program: Program | None) -> tuple[tuple[str, Decimal], ...]:
    """The listed rates, by the key of the model; none where the program has them switched off (rule 3)."""
    if program is None or not program.daily_rate_by_model:
        return ()
    rows = sorted(program.model_rates.all(), key=lambda row: row.model_key)
    return tuple((model_rate_key(row.model), row.rate.amount) for row in rows)


def model_rate_key(model: str) -> str:
    """How models are compared in a list of rates: RX 350 is rx350."""
    return without_case_and_spaces(model)


def models_without_rate(*, dealership: Dealership, program: Program, models: list[str]) -> list[str]:
    """Which of a program's models its list leaves out."""
    rows = ModelRate.objects.filter(dealership=dealership, program=program)
    listed = {model_rate_key(model) for model in rows.values_list("model", flat=True)}
    return [model for model in models if model_rate_key(model) not in listed]


def default_agreement(*, dealership: Dealership) -> DriverAgreement | None:
    """The dealership's default driver agreement."""
    return DriverAgreement.objects.filter(dealership=dealership, is_default=True, archived_at__isnull=True).first()


def agreement_for(
    *, dealership: Dealership, program: Program | None, of_group: DriverAgreement | None
) -> DriverAgreement:
    """
    The agreement of a contract.

    :raises NoAgreement: neither program nor group nor dealership names one
    """
    of_program = program.agreement if program else None
    asked = of_program is None and of_group is None
    of_dealership = default_agreement(dealership=dealership) if asked else None
    chosen: DriverAgreement = chosen_agreement(of_program=of_program, of_group=of_group, of_dealership=of_dealership)
    return chosen


def version_in_use(*, dealership: Dealership, agreement: DriverAgreement, language: str) -> AgreementVersion:
    """
    The newest text in a language, else the newest in any.

    :raises NotPublished: there is no text at all
    """
    versions = AgreementVersion.objects.filter(dealership=dealership, agreement=agreement)
    newest = in_language_first(versions, language).first()
    if newest is None:
        raise NotPublished(f"The driver agreement “{agreement.name}” has no published text.")
    return newest


def version_to_sign(
    *, dealership: Dealership, program: Program | None, of_group: int | None, language: str
) -> AgreementVersion:
    """
    The text of a contract's agreement, in a language if there is one, in one statement; ``of_group`` is a key.

    :raises NoAgreement: neither program nor group nor dealership names an agreement
    :raises NotPublished: there is no text at all
    """
    named = (program.agreement_id if program else None) or of_group
    applies = {"agreement": named} if named else {"agreement__is_default": True, "agreement__archived_at": None}
    versions = AgreementVersion.objects.filter(dealership=dealership, **applies).select_related("agreement")
    newest = in_language_first(versions, language).first()
    if newest is not None:
        return newest
    known = DriverAgreement.objects.filter(dealership=dealership, pk=of_group).first() if of_group else None
    agreement = agreement_for(dealership=dealership, program=program, of_group=known)
    return version_in_use(dealership=dealership, agreement=agreement, language=language)


def in_language_first(versions: QuerySet[AgreementVersion], language: str) -> QuerySet[AgreementVersion]:
    """The newest texts in a language, then the newest in any."""
    elsewhere = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    return versions.order_by(elsewhere, "-number", "-id")


def terms_of(*, dealership: Dealership, version: AgreementVersion) -> list[AgreementTerm]:
    """The terms that a driver accepts one by one."""
    return list(AgreementTerm.objects.filter(dealership=dealership, version=version).order_by("position"))


def guest_reference(*, dealership: Dealership, customer_code: str) -> str:
    """How the stores of a group name a guest of one of them."""
    return f"{dealership.slug}/customer/{customer_code}"


def reserve_account(
    *, dealership: Dealership, customer_code: str, on: date, service_vin: str = ""
) -> ReserveAccount | None:
    """The account whose days a guest can use on a day: that of the car in service, else the one that lasts longest."""
    by_length = list(usable_accounts(dealership=dealership, customer_code=customer_code, on=on))
    return next((each for each in by_length if each.vin == service_vin), by_length[0] if by_length else None)


def usable_accounts(*, dealership: Dealership, customer_code: str, on: date) -> QuerySet[ReserveAccount]:
    """The accounts whose days a guest can use on a day, the one that lasts longest first."""
    guest = guest_reference(dealership=dealership, customer_code=customer_code)
    accounts = ReserveAccount.objects.filter(
        dealer_group=dealership.dealer_group_id, guests__guest=guest, usable_through__gte=on
    )
    return accounts.order_by("-usable_through", "-id")


def reserve_account_of(*, dealership: Dealership, vin: str) -> ReserveAccount | None:
    """The account of a VIN."""
    return ReserveAccount.objects.filter(dealer_group=dealership.dealer_group_id, vin=vin).first()


def days_left(*, dealership: Dealership, account: ReserveAccount) -> int:
    """What is left of an account."""
    newest = ledger(dealership=dealership, account=account).first()
    return newest.balance if newest else account.entitlement_days


def reserve_days(*, dealership: Dealership, customer_code: str, on: date, service_vin: str = "") -> int | None:
    """What is left of the account whose days a guest can use on a day, in one statement; None without one."""
    newest = ReserveEntry.objects.filter(dealer_group=OuterRef("dealer_group"), account=OuterRef("pk"))
    left = Coalesce(Subquery(newest.order_by("-position").values("balance")[:1]), F("entitlement_days"))
    accounts = usable_accounts(dealership=dealership, customer_code=customer_code, on=on)
    by_length = list(accounts.annotate(left=left).values_list("vin", "left"))
    return next((days for vin, days in by_length if vin == service_vin), by_length[0][1] if by_length else None)


def ledger(*, dealership: Dealership, account: ReserveAccount) -> QuerySet[ReserveEntry]:
    """Every change of an account, newest first."""
    entries = ReserveEntry.objects.filter(dealer_group=dealership.dealer_group_id, account=account)
    return entries.order_by("-position")


def days_taken(*, dealership: Dealership, about: str) -> int:
    """The reserve days that a loan holds at present."""
    reference = loan_reference(dealership=dealership, about=about)
    entries = ReserveEntry.objects.filter(dealer_group=dealership.dealer_group_id, about=reference)
    return -sum(entries.values_list("days", flat=True))


def loan_reference(*, dealership: Dealership, about: str) -> str:
    """How the stores of a group name a loan of one of them."""
    return f"{dealership.slug}/{about}"
