"""`manage.py price`: a case in, its invoice out, with no service running."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.billing_engine.cases import WHOLE, changed

PROJECT = Path(__file__).parents[2]
BACKWARDS = changed("vehicles", 0, "in", "odometer", to=11999)
NOWHERE = {"PGHOST": "/nonexistent", "PGPORT": "1", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


def price(text: str) -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "manage.py", "price"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        cwd=PROJECT,
        env=NOWHERE,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_a_case_is_priced() -> None:
    code, invoice = price(json.dumps(WHOLE))

    assert (code, invoice["total"]) == (0, "61.11")


def test_bad_usage_is_refused_with_its_field() -> None:
    code, answer = price(json.dumps(BACKWARDS))

    assert (code, answer["error"]["field"]) == (2, "vehicles[0].in.odometer")
    assert "12000" in answer["error"]["message"]


def test_of_a_list_every_case_has_its_answer() -> None:
    code, answers = price(json.dumps([WHOLE, BACKWARDS, None, WHOLE]))

    assert code == 0
    assert [answer.get("total") or answer["error"]["field"] for answer in answers] == [
        "61.11",
        "vehicles[0].in.odometer",
        "[]",
        "61.11",
    ]


def test_any_text_comes_out_on_any_terminal() -> None:
    umlaut = changed("adjustments", 0, "description", to="Müllheim")
    half_a_character = changed("adjustments", 0, "description", to="\ud800")

    _, (written, refused) = price(json.dumps([umlaut, half_a_character]))

    assert written["lines"][6]["working"] == "Toll: Müllheim"
    assert refused["error"]["field"] == "adjustments[0].description"


def test_what_is_not_json_is_refused() -> None:
    code, answer = price("{")

    assert (code, answer["error"]["field"]) == (2, "[]")
