"""The tree speaks of the product alone: no machine's paths, no registry's addresses, no word of how it was made."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).relative_to(ROOT)
UNSAID = {
    "the path of a machine": r"(?<![\w.}/-])/(?:work|home|root|Users|mnt)/\w",
    "who or what wrote it": r"\b(?:Claude|Anthropic|ChatGPT|OpenAI|Copilot|language model|AI-generated|LLM)\b",
    "what it was asked by": r"\bissue #?\d|\bshared/|\bspec/|\bbriefs?/|\bas (?:requested|instructed)\b",
    "what is left undone": r"\b(?:TODO|FIXME|XXX|HACK)\b",
}
LEFT_BEHIND = {"__pycache__", "staticfiles", "mutants", "test-results"}
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")


def texts() -> Iterator[tuple[str, str]]:
    """Every file that is text, by name; what tools leave behind is not ours."""
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT)
        if name == HERE or any(part.startswith(".") or part in LEFT_BEHIND for part in name.parts):
            continue
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield str(name), content.decode()


@pytest.mark.parametrize("what", UNSAID)
def test_nothing_says(what: str) -> None:
    unsaid = re.compile(UNSAID[what])
    found = [f"{name}: {match[0]}" for name, text in texts() for match in unsaid.finditer(text)]

    assert found == []


def test_there_is_a_tree_to_look_through() -> None:
    assert len(list(texts())) > 500


def test_lock_files_name_no_registry() -> None:
    locks = sorted(ROOT.glob("*.lock"))

    assert locks
    assert [f"{lock.name}: {match[0]}" for lock in locks for match in ADDRESS.finditer(lock.read_text())] == []
