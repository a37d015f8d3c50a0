"""Riley, who may set up categories, and Dana, who may not; the app, connected with their store."""

from tests.lexus_app.fixtures import app
from tests.settings_groups.conftest import admin, advisor
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["admin", "advisor", "app", "committed_desk", "desk", "neighbour", "store"]
