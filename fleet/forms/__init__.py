"""What the counter says about vehicles, and an admin about vehicle groups and categories."""

from fleet.forms.categories import VehicleCategoryForm
from fleet.forms.files import FileForm
from fleet.forms.groups import GeneralForm, GroupNameForm, NewHomeForm
from fleet.forms.regrouping import RegroupForm
from fleet.forms.vehicles import HomeGroupForm, IssueForm, NewVehicleForm, StatusForm, VehicleForm

__all__ = [
    "FileForm",
    "GeneralForm",
    "GroupNameForm",
    "HomeGroupForm",
    "IssueForm",
    "NewHomeForm",
    "NewVehicleForm",
    "RegroupForm",
    "StatusForm",
    "VehicleCategoryForm",
    "VehicleForm",
]
