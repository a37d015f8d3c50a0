"""Fields of the counter: instants on its clock, readings as people type them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

DEALER_CODE = r"^[A-Za-z0-9][A-Za-z0-9 ./-]*\Z"
EIGHTHS = [("0", "Empty"), *((str(n), f"{n} eighths") for n in range(1, 8)), ("8", "Full")]
"""The first letter is shown; a screen reader says it all."""
YEARS = range(1900, 3000)
"""Those that somebody may mean; at the calendar's ends there is no hour before or after any more."""


class LocalTimeField(forms.DateTimeField):
    """
    An instant, typed on the dealership's clock. A time that the clock skips becomes the same instant counted from
    before; of a time that it shows twice, the first is meant.
    """

    def __init__(self, *, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """The instant; an aware one stays as it is."""
        if not value or isinstance(value, datetime):
            return value or None
        try:
            typed = datetime.fromisoformat(str(value))
        except ValueError as bad:
            raise ValidationError("Give a day and a time.") from bad
        if typed.year not in YEARS:
            raise ValidationError("This year can’t be meant. Check the day.")
        return typed.replace(tzinfo=self.zone)

    def prepare_value(self, value: Any) -> Any:
        """The instant as the clock shows it."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value


class DealerCodeField(forms.CharField):
    """The manufacturer's number for a store, as it is printed."""

    def __init__(self, **kwargs: Any) -> None:
        plain = RegexValidator(DEALER_CODE, "A dealer code has letters, digits and hyphens, such as 63201.")
        said = {"max_length": "A dealer code has at most 20 characters."} | kwargs.pop("error_messages", {})
        super().__init__(max_length=20, validators=[plain], error_messages=said, **kwargs)


class ReadingField(forms.IntegerField):
    """An odometer: 4,118 and 4118 alike."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        errors = dict.fromkeys(("required", "invalid"), "Type the reading in digits, such as 4,118.")
        super().__init__(min_value=0, max_value=2_000_000, error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Without the signs that people put between thousands."""
        return super().to_python(str(value).replace(",", "").replace(" ", "") if value not in (None, "") else value)


class FuelField(forms.ChoiceField):
    """Fuel in eighths, one tap; the value is a fraction of the tank."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": "Tap the fuel level."}
        super().__init__(choices=EIGHTHS, widget=forms.RadioSelect, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """A fraction with three decimals."""
        eighths = super().clean(value)
        return Decimal(eighths) / 8 if eighths else None

    def prepare_value(self, value: Any) -> Any:
        """The nearest eighth."""
        return str(round(value * 8)) if isinstance(value, Decimal) else value
