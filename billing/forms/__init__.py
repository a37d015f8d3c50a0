"""What is typed about cost recovery, as values of the domain."""

from billing.forms.fees import FeesForm
from billing.forms.hold import HoldForm
from billing.forms.listed import CustomFeesForm, TaxesForm
from billing.forms.rows import RowsForm
from billing.forms.section import SAVE, SectionForm
from billing.forms.typed import CountField, PercentField, PriceField, sign_of

__all__ = [
    "SAVE",
    "CountField",
    "CustomFeesForm",
    "FeesForm",
    "HoldForm",
    "PercentField",
    "PriceField",
    "RowsForm",
    "SectionForm",
    "TaxesForm",
    "sign_of",
]
