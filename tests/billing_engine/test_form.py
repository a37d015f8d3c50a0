"""The JSON form: what goes in, what comes out, and what is kept as evidence."""

import json
from decimal import Decimal

import pytest

from billing.domain.engine import ENGINE_VERSION, price
from billing.domain.evidence import EvidenceContradicts, evidence_of, price_again
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice, read_json, write_json
from billing.domain.refusals import BadUsage
from tests.billing_engine.cases import WHOLE


def test_the_whole_case_comes_to_its_bill() -> None:
    terms, usage = parse_case(WHOLE)

    form = invoice_form(price(terms, usage))

    assert form == {
        "currency": "USD",
        "days": 2,
        "lines": [
            {
                "code": "daily_rate",
                "amount": "5.00",
                "taxable": True,
                "quantity": "1",
                "unit_price": "5.00",
                "working": "1 contract day after 1 reserve day, from 3 Mar 9:30: RZ 450e at $5.00. "
                "A day is added every 24 h 30 min from pickup.",
            },
            {
                "code": "fuel",
                "amount": "26.99",  # 4 gal × 3.00 + 35.7 kWh × 0.42
                "taxable": False,
                "quantity": "39.7",
                "unit_price": None,
                "working": "RX 350: full to 6/8 = 0.250 × 16 gal × $3.00; "
                "RZ 450e: full to 4/8 = 0.500 × 71.4 kWh × $0.42. "
                "$26.99: above the $10.00 allowance, so charged in full.",
            },
            {
                "code": "fuel_convenience_fee",
                "amount": "5.00",
                "taxable": False,
                "quantity": "1",
                "unit_price": "5.00",
                "working": "Once per contract, because a vehicle came back with less than it went out with.",
            },
            {
                "code": "excess_mileage",
                "amount": "17.50",
                "taxable": False,
                "quantity": "70",
                "unit_price": "0.25",
                "working": "370 mi driven − 2 days × 150 mi = 70 mi × $0.25.",
            },
            {
                "code": "custom_fee:facility",
                "amount": "3.50",
                "taxable": True,
                "quantity": "1",
                "unit_price": "3.50",
                "working": "Once per contract, $3.50.",
            },
            {
                "code": "custom_fee:trip",
                "amount": "2.50",
                "taxable": False,
                "quantity": "2",
                "unit_price": "1.25",
                "working": "2 contract days × $1.25.",
            },
            {
                "code": "charge:toll",
                "amount": "4.50",
                "taxable": False,
                "quantity": "1",
                "unit_price": "4.50",
                "working": "Toll: I-55, 3 Mar",
                "id": "a1",
            },
            {
                "code": "credit",
                "amount": "-4.50",
                "taxable": False,
                "quantity": "1",
                "unit_price": "-4.50",
                "working": "Credit on toll: Charged twice",
                "id": "a2",
                "credits": "a1",
            },
        ],
        "waived": [
            {
                "code": "daily_rate",
                "working": "1 contract day of 2, from 2 Mar 9:00, covered by reserve days: no daily rate.",
            }
        ],
        "taxes": [
            {"kind": "sales", "percent": "6.25", "amount": "0.53"},  # of 8.50
            {"kind": "county", "percent": "1", "amount": "0.09"},
        ],
        "subtotal": "60.49",
        "tax": "0.62",
        "total": "61.11",
    }


def test_the_whole_case_is_written_as_it_was_read() -> None:
    written = json.loads(write_json(case_form(*parse_case(WHOLE))))

    assert written["terms"] == WHOLE["terms"] | {"billing_day": WHOLE["terms"]["billing_day"] | {"grace_minutes": None}}
    assert written["vehicles"] == WHOLE["vehicles"]
    assert written["adjustments"] == WHOLE["adjustments"]
    assert {name: written[name] for name in ("pickup", "dropoff", "covered_days", "estimate")} == {
        name: WHOLE[name] for name in ("pickup", "dropoff", "covered_days", "estimate")
    }


def test_what_is_left_out_takes_its_default() -> None:
    least = {
        "currency": "USD",
        "time_zone": "America/Chicago",
        "pickup": "2026-03-02T09:00:00-06:00",
        "dropoff": "2026-03-03T09:30:00-06:00",
        "terms": {"collect_card": True},
        "vehicles": [
            {
                "from": "2026-03-02T09:00:00-06:00",
                "out": {"odometer": 1, "fuel": "1"},
                "in": {"odometer": 2, "fuel": "1"},
            }
        ],
    }

    terms, usage = parse_case(least)

    assert (terms.billing_day.kind, terms.billing_day.minutes, terms.hold.kind) == ("elapsed", 1470, "none")
    assert (usage.covered_days, usage.estimate, usage.adjustments, usage.vehicles[0].energy) == (0, False, (), "liquid")
    assert price(terms, usage).days == 2


@pytest.mark.parametrize(
    ("kind", "grace"), [("daily_grace", 30), ("calendar", 0)], ids=["half an hour a day", "none after midnight"]
)
def test_the_grace_that_is_left_out_is_its_kind_s(kind: str, grace: int) -> None:
    case = WHOLE | {"terms": WHOLE["terms"] | {"billing_day": {"kind": kind}}}

    terms, _ = parse_case(case)

    assert terms.billing_day.grace == grace


def test_numbers_in_json_are_never_floats() -> None:
    text = json.dumps(WHOLE).replace('"20.00"', "20.10").replace('"0.25"', "0.25")

    terms, _ = parse_case(read_json(text))

    assert terms.daily_rate is not None
    assert terms.daily_rate.amount == Decimal("20.10")


@pytest.mark.parametrize("odd", ["2e1", "NaN", "Infinity", "-0.0"])
def test_numbers_in_json_that_are_not_plain_are_refused_by_their_field(odd: str) -> None:
    text = json.dumps(WHOLE).replace('{"amount": "20.00"', f'{{"amount": {odd}')

    with pytest.raises(BadUsage) as refused:
        parse_case(read_json(text))

    assert refused.value.field == "terms.daily_rate.amount"


@pytest.mark.parametrize("text", ["", "{", "[1,]", '"open', "[" * 100_000, b"\xff{}", "9" * 5000])
def test_what_is_not_json_is_refused_as_a_whole(text: str | bytes) -> None:
    with pytest.raises(BadUsage, match="not JSON") as refused:
        read_json(text)

    assert refused.value.field == "[]"


def test_evidence_names_the_engine_that_priced_it() -> None:
    terms, usage = parse_case(WHOLE)

    evidence = evidence_of(terms, usage, price(terms, usage))

    assert (evidence["engine"], sorted(evidence)) == (ENGINE_VERSION, ["case", "engine", "invoice"])


def test_evidence_that_comes_to_something_else_is_found() -> None:
    terms, usage = parse_case(WHOLE)
    evidence = evidence_of(terms, usage, price(terms, usage))
    touched = json.loads(json.dumps(evidence).replace("61.11", "61.10"))

    with pytest.raises(EvidenceContradicts, match=r"Billed 61\.10 USD, priced again 61\.11 USD"):
        price_again(touched)


def test_evidence_may_be_worded_anew() -> None:
    terms, usage = parse_case(WHOLE)
    invoice = price(terms, usage)
    reworded = json.loads(json.dumps(evidence_of(terms, usage, invoice)).replace("Once per contract", "Once"))

    assert price_again(reworded) == invoice


def test_an_invoice_that_is_none_is_refused() -> None:
    with pytest.raises(BadUsage) as refused:
        parse_invoice({"currency": "USD", "days": 2, "lines": [{"code": "fuel"}]})

    assert refused.value.field == "lines[0].amount"
