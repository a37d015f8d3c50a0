"""The shape of the tree: the stack of apps, the size of files, what is rejected on sight."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
STACK = [
    "config",
    "integrations",
    "desk",
    "contracts",
    "reservations",
    "fleet",
    "programs",
    "billing",
    "customers",
    "dealerships",
    "kernel",
]
BESIDE = {"sandbox", "templates", "static", "tests", "bench", "docs"}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 250
# May shrink freely; grows only with a reason beside the entry.
LONG_FUNCTIONS: dict[str, str] = {}
LONG_MODULES: dict[str, str] = {}


def modules() -> Iterator[Path]:
    """Every module of ours but migrations, settings and tests."""
    for folder in [*STACK, "sandbox"]:
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts and path.name != "settings.py":
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in modules():
        yield named(path), ast.parse(path.read_text())


def test_the_top_level_holds_the_stack_and_nothing_unknown():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}

    assert folders - {"staticfiles", "mutants", "test-results"} <= set(STACK) | BESIDE
    assert set(STACK) <= folders


def test_foreign_keys_point_down_the_stack():
    level = {name: len(STACK) - place for place, name in enumerate(STACK)}

    for model in apps.get_models():
        here = model.__module__.split(".")[0]
        for field in model._meta.concrete_fields:
            there = field.related_model.__module__.split(".")[0] if field.is_relation else here
            if here in level and there in level:
                assert level[there] <= level[here], f"{model.__name__}.{field.name}"


def test_functions_stay_short():
    found = {
        f"{name}:{node.name}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    }

    assert found == set(LONG_FUNCTIONS)


def test_modules_stay_short():
    found = {named(path) for path in modules() if len(path.read_text().splitlines()) > LONGEST_MODULE}

    assert found == set(LONG_MODULES)


def test_every_module_says_what_it_is_for():
    silent = [name for name, tree in trees() if tree.body and not ast.get_docstring(tree)]

    assert silent == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "base"])
def test_no_module_is_named_after_nothing(name):
    assert [named(path) for path in modules() if name in {path.stem, path.parent.name}] == []


def test_rounding_happens_in_one_function():
    found = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "quantize"
    }

    assert found == {"kernel/money.py"}


def test_models_keep_to_the_habits():
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in STACK:
            continue
        assert not model._meta.ordering, model
        assert "save" not in vars(model), model
        assert all(base._meta.abstract for base in model.__mro__[1:] if hasattr(base, "_meta")), model


def test_nothing_inherits_from_a_concrete_model_and_nothing_is_generic():
    for model in apps.get_models():
        if model.__module__.split(".")[0] in STACK:
            assert not model._meta.private_fields, model
            assert not any(isinstance(field, models.JSONField) and field.db_index for field in model._meta.fields), (
                model
            )
