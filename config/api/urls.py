"""Addresses of the API, under ``api/``: the schema, and one address per thing and per action."""

from typing import Any, NoReturn

from django.http import Http404
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView

from billing import api as billing
from config.api import schema
from contracts import api as contracts
from customers import api as customers
from dealerships.api import ApiView
from fleet import api as fleet
from programs import api as programs
from reservations import api as reservations

__all__ = ["schema", "urlpatterns"]


@extend_schema(exclude=True)
class Nothing(ApiView):
    """Every other address of the API."""

    def initial(self, *_: Any, **__: Any) -> NoReturn:
        """
        :raises Http404: always
        """
        raise Http404


CONTRACT = "v1/contracts/<slug:code>"
urlpatterns: list[URLPattern] = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="api_schema"),
    path("v1/customers", customers.Customers.as_view()),
    path("v1/customers/<slug:code>", customers.OneCustomer.as_view()),
    path("v1/customers/<slug:code>/licence", customers.CustomersLicence.as_view()),
    path("v1/customers/<slug:code>/insurance", customers.CustomersInsurance.as_view()),
    path("v1/vehicles", fleet.Vehicles.as_view()),
    path("v1/vehicles/<slug:vin>", fleet.OneVehicle.as_view()),
    path("v1/vehicles/<slug:vin>/status", fleet.VehiclesStatus.as_view()),
    path("v1/vehicles/<slug:vin>/position", fleet.VehiclesPosition.as_view()),
    path("v1/vehicles/<slug:vin>/change", fleet.VehiclesDetails.as_view()),
    path("v1/vehicles/<slug:vin>/dispose", fleet.VehiclesDisposal.as_view()),
    path("v1/vehicles/<slug:vin>/bring-back", fleet.VehiclesReturn.as_view()),
    path("v1/vehicle-groups", fleet.VehicleGroups.as_view()),
    path("v1/vehicle-categories", fleet.VehicleCategories.as_view()),
    path("v1/programs", programs.Programs.as_view()),
    path("v1/vehicle-regroupings", fleet.Regroupings.as_view()),
    path("v1/vehicle-regroupings/<slug:regrouping>", fleet.OneRegrouping.as_view()),
    path("v1/vehicle-regroupings/<slug:regrouping>/undo", fleet.UndoRegrouping.as_view()),
    path("v1/vehicle-imports", fleet.VehicleImports.as_view()),
    path("v1/vehicle-imports/<slug:upload>", fleet.OneVehicleImport.as_view()),
    path("v1/vehicle-imports/<slug:upload>/rows", fleet.ImportRows.as_view()),
    path("v1/vehicle-imports/<slug:upload>/columns", fleet.ImportColumns.as_view()),
    path("v1/vehicle-imports/<slug:upload>/correct", fleet.CorrectImport.as_view()),
    path("v1/vehicle-imports/<slug:upload>/run", fleet.RunImport.as_view()),
    path("v1/vehicle-imports/<slug:upload>/look-again", fleet.LookAgain.as_view()),
    path("v1/vehicle-imports/<slug:upload>/undo", fleet.UndoImport.as_view()),
    path("v1/reservations", reservations.Reservations.as_view()),
    path("v1/reservations/<slug:code>", reservations.OneReservation.as_view()),
    path("v1/reservations/<slug:code>/cancel", contracts.Cancel.as_view()),
    path("v1/reservations/<slug:code>/drivers", reservations.Drivers.as_view()),
    path("v1/reservations/<slug:code>/drivers/take-out", reservations.TakeOutDriver.as_view()),
    path("v1/reservations/<slug:code>/reinstate", contracts.Reinstate.as_view()),
    path(CONTRACT, contracts.OneContract.as_view()),
    path(f"{CONTRACT}/vehicles", contracts.VehicleChoices.as_view()),
    path(f"{CONTRACT}/assign", contracts.Assign.as_view()),
    path(f"{CONTRACT}/readings", contracts.Readings.as_view()),
    path(f"{CONTRACT}/walk-around", contracts.WalkAround.as_view()),
    path(f"{CONTRACT}/link", contracts.Link.as_view()),
    path(f"{CONTRACT}/hold", contracts.Hold.as_view()),
    path(f"{CONTRACT}/start", contracts.Start.as_view()),
    path(f"{CONTRACT}/extend", contracts.Extend.as_view()),
    path(f"{CONTRACT}/finish", contracts.Finish.as_view()),
    path(f"{CONTRACT}/void", contracts.Void.as_view()),
    path(f"{CONTRACT}/documents/<slug:kind>", contracts.Paper.as_view()),
    path("v1/price", billing.Price.as_view()),
    path("v1/<path:rest>", Nothing.as_view()),
    path("v1/", Nothing.as_view()),
]
