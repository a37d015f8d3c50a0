"""The sandbox looks like the desk, because it shows the desk's own stylesheet."""

from pathlib import Path

import pytest
import requests

from sandbox.testing import RunningSandbox

OURS = Path(__file__).parents[2] / "static"


def test_the_stylesheet_and_the_icons_are_the_desk_s_own(sandbox: RunningSandbox) -> None:
    page = requests.get(f"{sandbox.address}/lexus-app/", timeout=30).text
    stylesheet = requests.get(f"{sandbox.address}/look/loanerdesk.css", timeout=30)

    assert '<link rel="stylesheet" href="/look/loanerdesk.css">' in page
    assert stylesheet.text == (OURS / "loanerdesk.css").read_text()
    assert (OURS / "icons.svg").read_text().strip() in page


@pytest.mark.parametrize("name", ["icons.svg", "../manage.py", "js/desk.js"])
def test_nothing_else_of_that_folder_is_shown(sandbox: RunningSandbox, name: str) -> None:
    assert requests.get(f"{sandbox.address}/look/{name}", timeout=30).status_code == 404
