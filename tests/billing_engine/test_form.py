"""The JSON form: what goes in, what comes out, and what is kept as evidence."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from billing.domain.engine import ENGINE_VERSION, price
from billing.domain.evidence import EvidenceContradicts, evidence_of, price_again
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice, read_json, write_json
from billing.domain.form.out import digits
from billing.domain.refusals import BadUsage
from tests.billing_engine.cases import WHOLE, changed
from tests.billing_engine.saying import in_words


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
                "working": "1 contract day after 1 reserve day, from Mar 3 9:30 AM: RZ 450e at $5.00. "
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
                "working": "1 contract day of 2, from Mar 2 9:00 AM, covered by reserve days: no daily rate.",
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


def test_an_invoice_is_read_as_it_was_written() -> None:
    invoice = price(*parse_case(WHOLE))

    read = parse_invoice(read_json(write_json(invoice_form(invoice))))

    assert read == in_words(invoice)
    assert read.waived
    assert {line.unit_price for line in read.lines} >= {None, Decimal("5.00")}


def test_a_form_is_written_for_people_to_read_and_always_alike() -> None:
    assert write_json({"guest": "Renée", "lines": [1]}) == '{\n "guest": "Renée",\n "lines": [\n  1\n ]\n}'


def test_numbers_that_are_none_are_kept_as_text() -> None:
    assert read_json("[NaN, -Infinity, 1.50, 2]") == ["NaN", "-Infinity", "1.50", 2]


@pytest.mark.parametrize(
    ("place", "name", "field"),
    [
        ("terms", "fuel", "taxable"),
        ("terms", "mileage", "taxable"),
        ("fuel", "convenience_fee", "taxable"),
    ],
)
def test_each_taxable_mark_is_read(place: str, name: str, field: str) -> None:
    case = deepcopy(WHOLE)
    settings = case["terms"] if place == "terms" else case["terms"]["fuel"]
    settings[name][field] = True

    written = case_form(*parse_case(case))

    assert written == parsed_again(written)
    terms: Any = written["terms"]
    assert (terms if place == "terms" else terms["fuel"])[name][field] is True


def parsed_again(form: Any) -> Any:
    """Out, in, and out again."""
    return case_form(*parse_case(form))


def test_words_that_are_left_out_are_empty_and_wrong_ones_refused_by_their_field() -> None:
    case = deepcopy(WHOLE)
    case["terms"]["units"] = {}
    del case["vehicles"][0]["model"]
    case["adjustments"][0].pop("description")

    terms, usage = parse_case(case)

    assert (terms.units.distance, terms.units.fuel, usage.vehicles[0].model) == ("", "", "")
    assert usage.adjustments[0].description == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"waived": [{"code": "fuel", "working": "…", "why": "?"}]}, "waived[0].why"),
        ({"taxes": [{"kind": "sales", "percent": "6.25", "amount": "x"}]}, "taxes[0].amount"),
        ({"taxes": [5]}, "taxes[0]"),
        ({"waived": [None]}, "waived[0]"),
        ({"subtotal": "x"}, "subtotal"),
        ({"discount": "1"}, "discount"),
    ],
)
def test_an_invoice_that_was_touched_is_refused_by_its_field(change: dict[str, Any], field: str) -> None:
    written = invoice_form(price(*parse_case(WHOLE))) | change

    with pytest.raises(BadUsage) as refused:
        parse_invoice(written)

    assert refused.value.field == field


def test_half_a_mile_is_kept() -> None:
    case = deepcopy(WHOLE)
    case["vehicles"][0]["in"]["odometer"] = "12310.4"

    _, usage = parse_case(case)
    written: Any = case_form(*parse_case(case))

    assert usage.vehicles[0].back is not None
    assert usage.vehicles[0].back.odometer == Decimal("12310.4")
    assert written["vehicles"][0]["in"]["odometer"] == "12310.4"


def test_a_form_that_is_missing_says_so_and_one_that_is_none_says_what_it_should_be() -> None:
    with pytest.raises(BadUsage, match=r"^This is missing\.$"):
        parse_case(None)
    with pytest.raises(BadUsage, match=r"^This should be an object\.$"):
        parse_case(5)
    with pytest.raises(BadUsage, match="one of elapsed, daily_grace, calendar"):
        parse_case(WHOLE | {"terms": WHOLE["terms"] | {"billing_day": {"kind": "lunar"}}})


def test_a_contradiction_keeps_both_bills() -> None:
    terms, usage = parse_case(WHOLE)
    evidence = json.loads(json.dumps(evidence_of(terms, usage, price(terms, usage))).replace("61.11", "61.10"))

    with pytest.raises(EvidenceContradicts) as found:
        price_again(evidence)

    assert (str(found.value.billed.total), str(found.value.priced.total)) == ("61.10", "61.11")


@pytest.mark.parametrize(
    ("honest", "touched"),
    [
        ('"code": "fuel"', '"code": "fual"'),
        ('"kind": "sales", "percent": "6.25", "amount"', '"kind": "state", "percent": "6.25", "amount"'),
    ],
)
def test_a_line_or_tax_under_another_name_contradicts(honest: str, touched: str) -> None:
    terms, usage = parse_case(WHOLE)
    kept = json.dumps(evidence_of(terms, usage, price(terms, usage)))
    assert honest in kept

    with pytest.raises(EvidenceContradicts):
        price_again(json.loads(kept.replace(honest, touched)))


def test_evidence_without_its_case_is_refused() -> None:
    evidence = {"engine": "1", "invoice": invoice_form(price(*parse_case(WHOLE)))}

    with pytest.raises(BadUsage) as refused:
        price_again(evidence)

    assert refused.value.field == "case"


@pytest.mark.parametrize("engine", ["0", "2", "", None, 1])
def test_evidence_of_an_engine_that_is_not_known_is_not_priced_by_this_one(engine: object) -> None:
    terms, usage = parse_case(WHOLE)
    evidence = evidence_of(terms, usage, price(terms, usage)) | {"engine": engine}

    with pytest.raises(BadUsage) as refused:
        price_again(evidence)

    assert refused.value.field == "engine"


def test_an_engine_that_is_not_known_is_named() -> None:
    terms, usage = parse_case(WHOLE)
    evidence = evidence_of(terms, usage, price(terms, usage)) | {"engine": "0"}

    with pytest.raises(BadUsage, match=r"^Engine “0” priced this, and only engine 1 is known here\.$"):
        price_again(evidence)


@pytest.mark.parametrize("evidence", [None, {"engine": "1", "case": WHOLE}, {"engine": "1", "invoices": {}}])
def test_evidence_that_lacks_its_half_is_refused(evidence: object) -> None:
    with pytest.raises(BadUsage) as refused:
        price_again(evidence)

    assert refused.value.field in {"[]", "invoice", "invoices"}


def test_an_invoice_that_is_none_is_refused() -> None:
    with pytest.raises(BadUsage) as refused:
        parse_invoice({"currency": "USD", "days": 2, "lines": [{"code": "fuel"}]})

    assert refused.value.field == "lines[0].amount"


def test_words_for_units_that_the_form_does_not_know_are_refused_by_their_field() -> None:
    with pytest.raises(BadUsage) as refused:
        parse_case(changed("terms", "units", to={"speed": "mph"}))

    assert refused.value.field == "terms.units.speed"


def test_of_a_number_that_is_none_forty_signs_are_said_again() -> None:
    with pytest.raises(BadUsage) as refused:
        parse_case(changed("terms", "daily_rate", "amount", to="x" * 50))

    assert refused.value.message == (
        f"“{'x' * 40}” is not a number in plain decimal digits, at most 40 on either side of the point."
    )


@pytest.mark.parametrize("said", [True, 20.5, [], {}])
def test_what_is_not_even_written_as_a_number_is_told_what_a_number_is(said: object) -> None:
    with pytest.raises(BadUsage) as refused:
        parse_case(changed("terms", "daily_rate", "amount", to=said))

    assert refused.value.message == "This should be a number in plain decimal digits."


def test_a_number_is_written_in_plain_digits_whatever_its_exponent() -> None:
    assert digits(Decimal("1E+2")) == "100"
    assert digits(Decimal("1E-7")) == "0.0000001"
    assert digits(12) == "12"
    assert digits(None) is None
