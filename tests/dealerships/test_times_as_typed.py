"""A day and a time as they are typed at a counter in Chicago: no database is asked."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from dealerships.forms import LocalTimeField
from tests.situations.clock import CHICAGO


def test_a_time_is_meant_on_the_dealership_s_clock():
    typed = LocalTimeField(zone=CHICAGO).clean("2026-03-09T09:00")

    assert typed.astimezone(UTC) == datetime(2026, 3, 9, 14, tzinfo=UTC)


@pytest.mark.parametrize("year", ["0001", "1899", "3000", "9999"])
def test_nobody_means_a_year_at_an_end_of_the_calendar(year):
    with pytest.raises(ValidationError, match="This year can’t be meant"):
        LocalTimeField(zone=CHICAGO).clean(f"{year}-12-31T23:59")
