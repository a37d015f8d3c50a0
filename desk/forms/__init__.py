"""What is typed on the desk's own pages."""

from desk.forms.lists import ContractListForm, ListForm, VehicleListForm
from desk.forms.store import AboutForm, HoursForm, WaysForm

__all__ = ["AboutForm", "ContractListForm", "HoursForm", "ListForm", "VehicleListForm", "WaysForm"]
