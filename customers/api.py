"""Guests by the API: look for one, make a profile, record licence and insurance."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from customers import services
from customers.domain.details import ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.phones import NotAPhoneNumber, e164
from customers.domain.sources import Source
from customers.models import Customer
from customers.queries import customers, find, profile, with_papers
from dealerships.api import ApiView, Said, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest

LICENCE = {"number": "Q500-0048-2193", "state": "IL", "date_of_birth": "1988-04-02", "expires_on": "2029-04-02"}
INSURANCE = {"carrier": "Acme Mutual", "policy_number": "PX-99812", "expires_on": "2026-12-31"}


class LicenceSerializer(serializers.Serializer[Any]):
    """A driver's licence; its number stays here."""

    last_four = serializers.CharField()
    state = serializers.CharField()
    country = serializers.CharField()
    date_of_birth = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)


class InsuranceSerializer(serializers.Serializer[Any]):
    """A guest's own insurance; the policy number stays here."""

    carrier = serializers.CharField()
    expires_on = serializers.DateField()


class CardSerializer(serializers.Serializer[Any]):
    """A card on file; the card itself is at the processor."""

    brand = serializers.CharField()
    last_four = serializers.CharField()
    expires_month = serializers.IntegerField()
    expires_year = serializers.IntegerField()
    preferred = serializers.BooleanField()


class CustomerSerializer(serializers.Serializer[Any]):
    """A guest's profile."""

    code = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    phone = serializers.CharField(help_text="E.164, or empty.")
    email = serializers.CharField()
    language = serializers.CharField()
    street = serializers.CharField()
    city = serializers.CharField()
    state = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField()
    employer = serializers.CharField()
    do_not_rent = serializers.BooleanField()
    licence = serializers.SerializerMethodField()
    insurance = serializers.SerializerMethodField()
    cards = CardSerializer(many=True, source="cards_on_file")
    created_at = serializers.DateTimeField()

    @extend_schema_field(LicenceSerializer(allow_null=True))
    def get_licence(self, customer: Customer) -> dict[str, Any] | None:
        """The licence that counts."""
        return LicenceSerializer(customer.licences_now[0]).data if customer.licences_now else None

    @extend_schema_field(InsuranceSerializer(allow_null=True))
    def get_insurance(self, customer: Customer) -> dict[str, Any] | None:
        """The insurance that counts."""
        return InsuranceSerializer(customer.insurances_now[0]).data if customer.insurances_now else None


class CustomerQuery(Said):
    """What to look for."""

    q = serializers.CharField(
        required=False, max_length=120, help_text="Name, phone, email, licence or code, as the counter types it."
    )


class ContactSaid(Said):
    """Who a guest is and how to reach them."""

    first_name = serializers.CharField(max_length=80)
    last_name = serializers.CharField(max_length=80)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    language = serializers.ChoiceField(["en-us", "es-us", "fr-ca"], required=False)
    street = serializers.CharField(max_length=120, required=False, allow_blank=True)
    city = serializers.CharField(max_length=80, required=False, allow_blank=True)
    state = serializers.CharField(max_length=10, required=False, allow_blank=True)
    postal_code = serializers.CharField(max_length=12, required=False, allow_blank=True)
    country = serializers.RegexField("^[A-Z]{2}$", required=False)
    employer = serializers.CharField(max_length=120, required=False, allow_blank=True)

    def validate_phone(self, typed: str) -> str:
        """In E.164; a number without its country is one of the dealership's."""
        try:
            return e164(typed, country=self.context["request"].dealership.country)
        except NotAPhoneNumber as reason:
            raise ValidationError(str(reason)) from reason


class LicenceSaid(Said):
    """A driver's licence as it is read off the card."""

    number = serializers.CharField(max_length=40)
    state = serializers.CharField(max_length=10, required=False, allow_blank=True)
    country = serializers.RegexField("^[A-Z]{2}$", required=False)
    date_of_birth = serializers.DateField()
    expires_on = serializers.DateField()


class InsuranceSaid(Said):
    """A guest's own insurance, as it stands on the card."""

    carrier = serializers.CharField(max_length=120)
    policy_number = serializers.CharField(max_length=60)
    expires_on = serializers.DateField()


class Customers(ApiView):
    """Guests."""

    @listing("list_customers", answers=CustomerSerializer, asks=CustomerQuery, ordering=["code"])
    def get(self, request: ApiRequest, q: str = "") -> QuerySet[Customer]:
        """The guests of the dealership, by code; with `q` those that the words may mean, as at the counter."""
        found = find(dealership=request.dealership, words=q) if q else customers(dealership=request.dealership)
        return with_papers(found)

    @deed(
        "create_customer",
        takes=ContactSaid,
        answers=CustomerSerializer,
        scope=Scope.BOOK,
        status=201,
        example={"first_name": "Avery", "last_name": "Quinn", "phone": "(312) 555-0142"},
    )
    def post(self, request: ApiRequest, said: dict[str, str]) -> Customer:
        """Make a profile. Look for the guest first: nobody is made one of two by this."""
        own = {"language": request.dealership.language, "country": request.dealership.country}
        made = services.create_customer(details=ContactDetails(**own | said), **self.doing(request))
        made.licences_now, made.insurances_now, made.own_cards, made.merged_now = [], [], [], []
        return made


class OneCustomer(ApiView):
    """A guest."""

    @look("get_customer", answers=CustomerSerializer)
    def get(self, request: ApiRequest, code: str) -> Customer:
        """One profile; the code of a merged duplicate answers with the profile that counts."""
        return profile(dealership=request.dealership, code=code)


class CustomersLicence(ApiView):
    """A guest's licence."""

    @deed("record_licence", takes=LicenceSaid, answers=LicenceSerializer, scope=Scope.BOOK, example=LICENCE)
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> Any:
        """Make this the guest's licence; the one before it is kept with the moment it was replaced."""
        guest = profile(dealership=request.dealership, code=code)
        licence = LicenceDetails(**{"country": request.dealership.country} | said)
        return services.record_licence(customer=guest, licence=licence, source=Source.API, **self.doing(request))


class CustomersInsurance(ApiView):
    """A guest's insurance."""

    @deed("record_insurance", takes=InsuranceSaid, answers=InsuranceSerializer, scope=Scope.BOOK, example=INSURANCE)
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> Any:
        """Make this the guest's insurance; the one before it is kept with the moment it was replaced."""
        guest = profile(dealership=request.dealership, code=code)
        insurance = InsuranceDetails(**said)
        return services.record_insurance(customer=guest, insurance=insurance, source=Source.API, **self.doing(request))
