"""A worker killed between the processor's answer and our commit charges nothing twice and loses nothing."""

import secrets

import pytest

from billing.domain.processor import CardOnFile
from billing.queries import leaks
from dealerships.tenancy import as_dealership
from tests.kills.installation import Installation
from tests.kills.killing import KillRun

pytestmark = pytest.mark.xdist_group("processes")

PARTS, KILLS_IN_A_PART = 5, 10


def test_three_kills_between_answer_and_commit_cost_nobody_a_cent(running: Installation, card: CardOnFile) -> None:
    run = killed(running, card, enough=3)

    assert run.theirs() == run.ours()
    assert leaking(running) == []


@pytest.mark.proof
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_fifty_kills_in_five_parts_cost_nobody_a_cent(running: Installation, card: CardOnFile, part: int) -> None:
    run = killed(running, card, enough=KILLS_IN_A_PART)

    print(f"figure: part {part} of {PARTS}, {run.told()}")  # noqa: T201 - for docs/proof.md
    assert run.theirs() == run.ours()
    assert leaking(running) == []


def killed(running: Installation, card: CardOnFile, *, enough: int) -> KillRun:
    """Loans under fire until that many kills fell into the gap; the seed is told whatever comes of it."""
    running.start_broker()
    running.start_relay()
    run = KillRun(running=running, card=card, seed=secrets.randbelow(1_000_000))
    try:
        run.until(enough)
    except AssertionError as failure:
        failure.add_note(run.told())
        raise
    return run


def leaking(running: Installation) -> list[object]:
    with as_dealership(running.store):
        return list(leaks(dealership=running.store))
