"""The form-encoded parameters of a call, unfolded into a tree and read with their types checked."""

import re
from collections.abc import Iterable
from typing import Any

from sandbox.processor.errors import missing_parameter, not_an_integer, not_one_of, too_low, unknown_parameter

Tree = dict[str, Any]


def unfold(pairs: Iterable[tuple[str, str]]) -> Tree:
    """`card[last4]=1&expand[]=a` becomes {"card": {"last4": "1"}, "expand": {"0": "a"}}."""
    tree: Tree = {}
    for name, value in pairs:
        *path, last = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name)
        node = tree
        for part in path:
            inner = node.setdefault(part or str(len(node)), {})
            node = inner if isinstance(inner, dict) else {}
        node[last or str(len(node))] = value
    return tree


class Params:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def refuse_unknown(self, allowed: frozenset[str]) -> None:
        for name in self._tree:
            if name not in allowed and name != "expand":
                raise unknown_parameter(name)

    def given(self, name: str) -> bool:
        return name in self._tree

    def text(self, name: str) -> str | None:
        value = self._tree.get(name)
        return value if isinstance(value, str) and value else None

    def required(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise missing_parameter(name)
        return value

    def choice(self, name: str, allowed: frozenset[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in allowed:
            raise not_one_of(name, value, allowed)
        return value

    def integer(self, name: str, *, at_least: int = 1) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?\d+", value):
            raise not_an_integer(name, value)
        if int(value) < at_least:
            raise too_low(name, at_least)
        return int(value)

    def required_integer(self, name: str) -> int:
        value = self.integer(name)
        if value is None:
            raise missing_parameter(name)
        return value

    def flag(self, name: str) -> bool:
        return self._tree.get(name) in ("true", "1", "recurring", "one_off")

    def tree(self, *path: str) -> Tree:
        """The parameters under a name, or under a name in it; empty when there are none."""
        node: Any = self._tree
        for part in path:
            node = node.get(part, {}) if isinstance(node, dict) else {}
        return node if isinstance(node, dict) else {}

    def strings(self, name: str) -> list[str]:
        return [str(value) for value in self.tree(name).values()]


def merged_metadata(old: Tree, params: Params) -> Tree:
    """Metadata is merged key by key; an empty value removes its key, an empty `metadata` all of them."""
    if params.given("metadata") and not params.tree("metadata"):
        return {}
    return {key: value for key, value in (old | params.tree("metadata")).items() if value != ""}
