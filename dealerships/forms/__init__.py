"""What every form is made of: fields of the counter, and faults in words that say what to do."""

from dealerships.forms.fields import DealerCodeField, FuelField, LocalTimeField, ReadingField
from dealerships.forms.names import NameField
from dealerships.forms.worded import WordedForm

__all__ = ["DealerCodeField", "FuelField", "LocalTimeField", "NameField", "ReadingField", "WordedForm"]
