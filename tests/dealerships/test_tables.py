"""The tables of an app are made at one go: the same as one by one, and they can be taken away again."""

import pgtrigger
import pytest
from django.db import connections, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from dealerships.tables import Tables

CABINET = CreateModel(
    "Cabinet",
    [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=40))],
    {"constraints": [models.UniqueConstraint(fields=["name"], name="cabinet_name_once")]},
)
CAR_KEY = CreateModel(
    "CarKey",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("cabinet", models.ForeignKey("dealerships.Cabinet", models.PROTECT)),
    ],
)
NO_KEY_IS_LOST = AddTrigger("carkey", pgtrigger.Protect(name="no_key_is_lost", operation=pgtrigger.Delete))
ONE_BY_ONE = (CABINET, CAR_KEY, NO_KEY_IS_LOST)


def test_tables_made_at_one_go_are_known_as_if_they_were_made_one_by_one():
    apart, together = ProjectState(), ProjectState()

    for operation in ONE_BY_ONE:
        operation.state_forwards("dealerships", apart)
    Tables(ONE_BY_ONE).state_forwards("dealerships", together)

    assert together == apart


def test_the_models_are_worked_out_once_and_not_after_each_table():
    state = ProjectState()
    before = state.apps

    Tables(ONE_BY_ONE).state_forwards("dealerships", state)

    assert "apps" not in vars(state)
    assert not before.all_models["dealerships"]
    assert set(state.apps.all_models["dealerships"]) == {"cabinet", "carkey"}


@pytest.mark.django_db
def test_tables_made_at_one_go_can_be_taken_away_again():
    owner = connections["owner"]
    nothing, everything = ProjectState(), ProjectState()
    tables = Tables(ONE_BY_ONE)
    tables.state_forwards("dealerships", everything)

    with owner.schema_editor() as editor:
        tables.database_forwards("dealerships", editor, nothing, everything)
    made = {"dealerships_cabinet", "dealerships_carkey"} & set(owner.introspection.table_names())
    with owner.schema_editor() as editor:
        tables.database_backwards("dealerships", editor, everything, nothing)
    left = {"dealerships_cabinet", "dealerships_carkey"} & set(owner.introspection.table_names())

    assert made == {"dealerships_cabinet", "dealerships_carkey"}
    assert not left
