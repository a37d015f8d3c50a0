"""The real processes that tests may ask for: a broker, a worker, the outside world."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from config.celery import app
from sandbox.testing import RunningSandbox


def test_a_real_worker_answers_through_the_broker(transactional: None, worker: Path) -> None:
    answers = app.control.ping(timeout=10, limit=1)

    assert [list(answer.values()) for answer in answers or ()] == [[{"ok": "pong"}]]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_outside_world_is_up(sandbox: RunningSandbox) -> None:
    with urlopen(f"{sandbox.address}/healthz", timeout=10) as answer:
        assert answer.status == 200
