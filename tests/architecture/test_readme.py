"""The README is tested like code: what it names is there, and what a server needs stands in it."""

import ast
import re
from pathlib import Path

from tests.architecture.test_shape import STACK

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
READERS = {"env", "env_flag", "env_list"}
OF_A_LAPTOP = {
    "PORT": "`make run` tells it; a server has BASE_URL",
    "SANDBOX_ADDRESS": "`make run` tells it; a server has real vendors",
}


def section(heading: str) -> str:
    """What stands under a heading of the README."""
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def read_by_settings() -> set[str]:
    """The environment variables that config/settings.py asks for."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse((ROOT / "config/settings.py").read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_target_of_make_that_is_named_exists():
    named = set(re.findall(r"make ([a-z-]+)`", README)) | set(re.findall(r"^make ([a-z-]+)$", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert {"run", "test"} <= named <= targets


def test_every_variable_that_a_server_needs_is_explained_and_no_other():
    first_columns = [line.split("|")[1] for line in section("Configuration").splitlines() if line.startswith("| `")]
    explained = set(re.findall(r"`([A-Z_]+)`", " ".join(first_columns)))

    assert explained == read_by_settings() - set(OF_A_LAPTOP)


def test_what_the_compose_file_passes_on_is_known():
    passed = set(re.findall(r"^    ([A-Z_]+): ", (ROOT / "docker-compose.yml").read_text(), re.MULTILINE))

    assert "SECRET_KEY" in passed
    assert passed <= read_by_settings()


def test_every_linked_file_and_picture_is_there():
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]

    assert linked
    assert [target for target in linked if not (ROOT / target.split("#")[0]).exists()] == []


def test_the_drawing_of_the_stack_is_the_stack():
    drawing = section("How it is built").split("```")[1]
    drawn = re.findall(r"^([a-z]+) ", drawing, re.MULTILINE)

    assert drawn == STACK
