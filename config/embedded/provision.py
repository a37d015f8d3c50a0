"""
The two roles, the database and its extensions, on a laptop and on a server alike.

`python -m config.embedded.provision "<superuser DSN>"` does it on a server; it may be run again at any time.
The migrating role owns the tables. The application's role owns nothing, so row-level security holds for it.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

EXTENSIONS = ("btree_gist", "pg_trgm", "citext")
STATISTICS = "pg_stat_statements"


@dataclass(frozen=True, kw_only=True)
class Access:
    """Names and passwords of the database's two roles."""

    database: str
    owner: str
    owner_password: str
    application: str
    application_password: str


def provision(superuser: str, access: Access) -> None:
    """Make the roles, the database, its extensions and its default grants; change nothing that is right already."""
    with psycopg.connect(superuser, autocommit=True) as server:
        _make_roles(server, access)
        _make_database(server, access)
    with psycopg.connect(make_conninfo(superuser, dbname=access.database), autocommit=True) as database:
        _furnish(database, access)


def furnish_template(superuser: str, access: Access) -> None:
    """Give every database made later (those of the tests) the same extensions, grants and statistics."""
    with psycopg.connect(make_conninfo(superuser, dbname="template1"), autocommit=True) as template:
        _make_roles(template, access)
        _furnish(template, access)
        template.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(STATISTICS)))
        for role in (access.owner, access.application):
            template.execute(sql.SQL("GRANT pg_read_all_stats TO {}").format(sql.Identifier(role)))
            template.execute(
                sql.SQL("GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO {}").format(sql.Identifier(role))
            )


def access_from_environment() -> Access:
    """The names and passwords the application itself reads."""
    return Access(
        database=os.environ.get("DATABASE_NAME", "loanerdesk"),
        owner=os.environ.get("DATABASE_OWNER_USER", "loanerdesk_owner"),
        owner_password=os.environ["DATABASE_OWNER_PASSWORD"],
        application=os.environ.get("DATABASE_USER", "loanerdesk_app"),
        application_password=os.environ["DATABASE_PASSWORD"],
    )


def _make_roles(server: psycopg.Connection, access: Access) -> None:
    for role, password, may in (
        (access.owner, access.owner_password, "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB"),
        (access.application, access.application_password, "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"),
    ):
        known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        command = sql.SQL("{verb} ROLE {role} {may} PASSWORD {password}")  # a password can't be a parameter here
        server.execute(
            command.format(
                verb=sql.SQL("ALTER" if known else "CREATE"),
                role=sql.Identifier(role),
                may=sql.SQL(may),
                password=sql.Literal(password),
            )
        )


def _make_database(server: psycopg.Connection, access: Access) -> None:
    if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [access.database]).fetchone():
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8'").format(
                sql.Identifier(access.database), sql.Identifier(access.owner)
            )
        )
    server.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            sql.Identifier(access.database), sql.Identifier(access.application)
        )
    )


def _furnish(database: psycopg.Connection, access: Access) -> None:
    for extension in EXTENSIONS:
        database.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    for grant in _grants():
        database.execute(
            grant.format(owner=sql.Identifier(access.owner), application=sql.Identifier(access.application))
        )


def _grants() -> Iterator[sql.SQL]:
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {application}")
    yield sql.SQL(
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application}"
    )
    yield sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {application}")


if __name__ == "__main__":
    provision(sys.argv[1], access_from_environment())
