"""A case in the JSON form that uses everything, and a way to change one field of it."""

import json
from copy import deepcopy
from typing import Any

Case = dict[str, Any]

WHOLE: Case = json.loads("""
{"currency": "USD", "time_zone": "America/Chicago",
 "pickup": "2026-03-02T09:00:00-06:00", "dropoff": "2026-03-04T09:00:00-06:00", "covered_days": 1, "estimate": false,
 "terms": {
   "collect_card": true,
   "billing_day": {"kind": "elapsed", "minutes": 1470},
   "daily_rate": {"amount": "20.00", "taxable": true},
   "fuel": {"per_unit": "3.00", "per_kwh": "0.42", "taxable": false, "allowance": "10.00",
            "allowance_basis": "fuel_charge", "convenience_fee": {"amount": "5.00", "taxable": false}},
   "mileage": {"daily_allowance": 150, "per_unit": "0.25", "taxable": false},
   "custom_fees": [{"kind": "facility", "frequency": "per_contract", "amount": "3.50", "taxable": true},
                   {"kind": "trip", "frequency": "per_day", "amount": "1.25", "taxable": false}],
   "taxes": [{"kind": "sales", "percent": "6.25"}, {"kind": "county", "percent": "1"}],
   "hold": {"kind": "both", "deposit": "50.00"},
   "rates": {"override": "20.00", "after_reserve_days": "25.00", "by_model": {"RX 350": "20.00"},
             "program": "30.00", "group": "35.00"},
   "units": {"distance": "mi", "fuel": "gal"}},
 "vehicles": [{"from": "2026-03-02T09:00:00-06:00", "capacity": "16.0", "energy": "liquid", "model": "RX 350",
               "daily_rate": "20.00",
               "out": {"odometer": 12000, "fuel": "1.000"}, "in": {"odometer": 12310, "fuel": "0.750"}},
              {"from": "2026-03-03T09:00:00-06:00", "capacity": "71.4", "energy": "electric", "model": "RZ 450e",
               "daily_rate": "5.00",
               "out": {"odometer": 500, "fuel": "1.000"}, "in": {"odometer": 560, "fuel": "0.500"}}],
 "adjustments": [{"id": "a1", "code": "charge:toll", "amount": "4.50", "taxable": false, "description": "I-55, 3 Mar"},
                 {"id": "a2", "code": "credit", "credits": "a1", "amount": "4.50", "description": "Charged twice"}]}
""")

LEFT_OUT = object()
Step = str | int


def changed(*path: Step, to: Any) -> Case:
    """Give the whole case with one field changed, or left out."""
    case = deepcopy(WHOLE)
    *way, last = path
    place: Any = case
    for step in way:
        place = place[step]
    if to is LEFT_OUT:
        del place[last]
    else:
        place[last] = to
    return case
