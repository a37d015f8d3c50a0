"""Every published case comes to its published bill, or is refused at its published field."""

import json
from pathlib import Path
from typing import Any

import pytest

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case
from billing.domain.refusals import BadUsage

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
BILLS = [vector for vector in VECTORS if "invoice" in vector]
REFUSALS = [vector for vector in VECTORS if "invoice" not in vector]


@pytest.mark.parametrize("vector", BILLS, ids=lambda vector: vector["name"])
def test_a_published_case_comes_to_its_bill(vector: dict[str, Any]) -> None:
    terms, usage = parse_case(vector["case"])

    invoice = invoice_form(price(terms, usage))

    assert _only_what_is_published(invoice, vector["invoice"]) == vector["invoice"]


@pytest.mark.parametrize("vector", REFUSALS, ids=lambda vector: vector["name"])
def test_a_published_case_is_refused_at_its_field(vector: dict[str, Any]) -> None:
    with pytest.raises(BadUsage) as refused:
        price(*parse_case(vector["case"]))

    assert refused.value.field == vector["error"]["field"]


def _only_what_is_published(ours: Any, published: Any) -> Any:
    """Leave out of ours the fields that the published one doesn't show; lists keep their length."""
    if isinstance(published, dict):
        return {name: _only_what_is_published(ours.get(name), value) for name, value in published.items()}
    if isinstance(published, list) and len(ours) == len(published):
        return [_only_what_is_published(mine, theirs) for mine, theirs in zip(ours, published, strict=True)]
    return ours
