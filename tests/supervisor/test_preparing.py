"""What was prepared is prepared again only for another database, or when a migration is another."""

from pathlib import Path

import pytest

from config.supervisor import preparing
from config.supervisor.preparing import fingerprint, migrations


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    """A database's folder."""
    (tmp_path / "PG_VERSION").write_text("17")
    return tmp_path


def test_a_database_keeps_its_fingerprint_and_another_has_another(
    cluster: Path, tmp_path_factory: pytest.TempPathFactory
):
    another = tmp_path_factory.mktemp("another")
    (another / "PG_VERSION").write_text("17")

    assert fingerprint(cluster) == fingerprint(cluster)
    assert fingerprint(another) != fingerprint(cluster)


def test_a_migration_that_is_another_changes_it(cluster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = fingerprint(cluster)
    changed = tmp_path / "0001_initial.py"
    changed.write_text("# one column more")

    monkeypatch.setattr(preparing, "migrations", lambda: [*migrations()[1:], changed])

    assert fingerprint(cluster) != before


def test_every_app_with_tables_is_looked_at():
    apps = {path.parts[-3] for path in migrations()}

    assert {"dealerships", "fleet", "billing", "contracts", "lexus_app", "stripe"} <= apps
