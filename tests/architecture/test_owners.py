"""Whose row is it: every table has an owner or a named reason, and both walls, as the catalogue tells."""

import pytest
from django.apps import apps
from django.db import connection, models

from dealerships.owners import Owned, OwnedByGroup
from dealerships.tenancy import as_dealership
from tests.architecture.rows import one_row
from tests.situations.stores import riverton, springfield

OURS = ["dealerships", "customers", "billing", "programs", "fleet", "reservations", "contracts", "desk"]
WITHOUT_AN_OWNER = {
    "dealerships_user": "sign-in only",
    "dealerships_user_groups": "Django's own",
    "dealerships_user_user_permissions": "Django's own",
    "dealerships_dealergroup": "an owner itself",
    "dealerships_dealership": "an owner itself",
    "dealerships_membership": "read before a dealership is entered; holds no personal data",
    "dealerships_doorway": "the way in from outside",
    "dealerships_due": "what the relay reads",
    "auth_group": "Django's own",
    "auth_group_permissions": "Django's own",
    "auth_permission": "Django's own",
    "django_cache": "Django's own: rate limits of sign-in",
    "django_content_type": "Django's own",
    "django_migrations": "Django's own",
    "django_session": "Django's own",
    "account_emailaddress": "allauth's own",
    "account_emailconfirmation": "allauth's own",
    "mfa_authenticator": "allauth's own",
    "pghistory_context": "pghistory's own, and empty: a version says itself who made it",
}
APPEND_ONLY = {
    "dealerships_event",
    "dealerships_eventsubject",
    "billing_invoice",
    "billing_invoiceline",
    "billing_invoicetax",
    "programs_reserveentry",
    "billing_costrecoveryversion",
    "billing_customfeeversion",
    "billing_taxversion",
    "programs_additionalsettingsversion",
    "programs_programversion",
    "programs_modelrateversion",
    "fleet_vehiclegroupversion",
}
KEYS_TO_ANYBODY = {"dealerships_staff.user_id": "a person signs in once, and may work in several stores"}

pytestmark = pytest.mark.django_db


def ask(sql: str, *parameters: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def owner_of(model: type[models.Model]) -> str | None:
    if issubclass(model, Owned):
        return "dealership_id"
    return "dealer_group_id" if issubclass(model, OwnedByGroup) else None


def owned() -> dict[str, str]:
    """Table → the column of its owner."""
    found = {model._meta.db_table: owner_of(model) for model in apps.get_models(include_auto_created=True)}
    return {table: owner for table, owner in found.items() if owner}


def test_every_table_has_an_owner_or_a_named_reason():
    tables = {table for (table,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}

    assert tables - set(owned()) == tables & set(WITHOUT_AN_OWNER)


def test_every_owned_table_has_forced_row_security_and_a_policy_on_its_owner():
    walled = ask(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.qual, p.with_check FROM pg_class c"
        " JOIN pg_policies p ON p.tablename = c.relname WHERE c.relkind = 'r'"
    )

    assert {table for table, *_ in walled} == set(owned())
    for table, enabled, forced, reading, writing in walled:
        assert (enabled, forced) == (True, True), table
        assert reading == writing, table
        assert reading.startswith(f"({owned()[table]} = (NULLIF(current_setting("), table


def test_the_application_owns_no_table():
    owners = ask("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")

    assert owners == [("loanerdesk_owner",)]


def test_a_key_between_owned_rows_holds_the_owner_too():
    keys = ask(
        "SELECT conrelid::regclass::text, confrelid::regclass::text,"
        " ARRAY(SELECT attname::text FROM unnest(conkey) k JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k)"
        " FROM pg_constraint WHERE contype = 'f'"
    )
    held = {(table, column) for table, there, columns in keys if there in owned() for column in columns}

    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if model._meta.db_table in owned() and field.is_relation and field.related_model._meta.db_table in owned():
                assert (model._meta.db_table, field.column) in held, f"{model.__name__}.{field.name}"
    for table, there, columns in keys:
        if table in owned() and there in owned():
            assert owned()[table] in columns, f"{table} → {there}"


def test_an_owned_row_points_at_nobody_elses_table_but_by_a_named_reason():
    loose = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.db_table in owned() and field.is_relation
        if field.related_model._meta.db_table not in owned() and field.column != owned()[model._meta.db_table]
    }

    assert loose == set(KEYS_TO_ANYBODY)


def test_every_unique_index_of_an_owned_table_starts_with_its_owner():
    unique = ask(
        "SELECT t.relname, i.relname, a.attname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid"
        " JOIN pg_class i ON i.oid = x.indexrelid"
        " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
        " JOIN pg_namespace n ON n.oid = t.relnamespace"
        " WHERE n.nspname = 'public' AND (x.indisunique OR x.indisexclusion) AND NOT x.indisprimary"
    )
    one_to_one = {
        field.column
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.OneToOneField)
    }

    for table, index, first in unique:
        if table in owned() and first not in one_to_one:
            assert first == owned()[table], index


def test_ledgers_and_history_can_only_be_added_to():
    granted = ask(
        "SELECT DISTINCT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = current_user AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')"
    )

    assert APPEND_ONLY & {table for (table,) in granted} == set()


def rows() -> dict[str, int]:
    """Table → how many rows of it can be seen now."""
    return {table: ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in owned()}


def test_nothing_can_be_read_without_a_scope():
    ours, theirs = springfield(), riverton()
    with as_dealership(ours):
        for model in apps.get_models(include_auto_created=True):
            if owner_of(model):
                one_row(model, dealership=ours)
        assert min(rows().values()) > 0

    with as_dealership(theirs):
        assert rows() == dict.fromkeys(owned(), 0)
    assert rows() == dict.fromkeys(owned(), 0)
