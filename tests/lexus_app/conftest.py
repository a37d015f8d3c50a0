"""A store that is connected with the Lexus App."""

from tests.lexus_app.fixtures import *  # noqa: F403
from tests.situations.fixtures import *  # noqa: F403
