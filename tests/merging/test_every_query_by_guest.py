"""
A merge moves nothing, so whoever looks for rows of a guest must look under all of the guest's profiles.

The sweep reads the code: a look-up by *customer* or *driver* stands in a function that asks for the same person, or is
listed here with the reason why one profile is meant.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from customers.models import Customer

ROOT = Path(__file__).parents[2]
APPS = ("customers", "billing", "programs", "fleet", "reservations", "contracts", "desk", "integrations")
LOOK_UPS = {"filter", "exclude", "get", "get_or_create", "Q"}
BY_GUEST = ("customer", "driver", "survivor", "duplicate")
THROUGH_ONE_QUERY = {"same_person", "same_people", "with_code", "main_key", "lock_customer"}
ONE_PROFILE_IS_MEANT = {
    "customers/queries/same_person.py:same_people": "this is the one query",
    "customers/queries/same_person.py:with_code": "this is the one query",
    "customers/queries/look_alikes.py:alike": "reads every profile that shares something, merged ones too",
    "customers/queries/look_alikes.py:sharing": "reads every profile that shares something, merged ones too",
    "customers/queries/profiles.py:licence_of": "current_licence names the profile that counts",
    "customers/queries/profiles.py:insurance_of": "current_insurance names the profile that counts",
    "customers/queries/suggestions.py:not_put_aside": "the caller names the profile that counts",
    "customers/services/erasing.py:_forget": "called for each profile of the person",
    "customers/services/merging.py:undo_merge": "the merge of this very duplicate",
    "customers/services/merging.py:refuse": "asks whether others were merged into this very profile",
    "customers/services/suggestions.py:suggest": "said of the profile that counts, which the caller recognised",
    "customers/services/suggestions.py:agree": "said of the profile that counts, which the caller recognised",
    "customers/services/suggestions.py:_undecided": "of the profile that the caller has locked",
    "contracts/queries/standing.py:finished_loans": "names survivor and merged ones by itself, in a prepared statement",
    "contracts/services/signing.py:accept_term": "a signature stands under the profile that gave it",
    "contracts/services/signing.py:sign": "a signature stands under the profile that gave it",
    "contracts/services/signing.py:_refuse_half_done": "a signature stands under the profile that gave it",
    "contracts/queries/visits.py:signing": "a signature stands under the profile that gave it",
    "reservations/queries/duplicates.py:duplicates_of": "the keys come from look-alikes, merged ones among them",
    "reservations/queries/reservations.py:driven_by": "the caller names every profile",
    "reservations/services/moving.py:lock_open_loans": "the caller names every profile",
    "integrations/lexus_app/memory.py:kept": "what was said of the profile that counts, which was recognised",
    "customers/services/letting_go.py:want_cards_let_go": "called for each profile of the person",
    "customers/services/letting_go.py:want_guest_forgotten": "called for each profile of the person",
    "integrations/lexus_app/effects/follow.py:guest_erased": "called for each profile of the person",
}
POINTS_AT_A_GUEST = {
    "customers_apart": "two profiles",
    "customers_card": "customers.queries.cards_on_file",
    "customers_cardsetup": "customers.queries.card_setups",
    "customers_customer": "the survivor itself",
    "customers_insurance": "customers.queries.current_insurance: the survivor's, chosen at the merge",
    "customers_licence": "customers.queries.current_licence: the survivor's, chosen at the merge",
    "customers_merge": "the merge itself",
    "customers_message": "customers.queries.messages.messages_of",
    "customers_note": "desk.queries.guests",
    "customers_suggestion": "customers.queries.suggestions",
    "contracts_acceptedterm": "stays under the profile that accepted",
    "contracts_guestlink": "contracts.queries.link_drivers",
    "contracts_signature": "stays under the profile that signed",
    "lexus_app_partnerguest": "leads to the survivor (integrations.lexus_app.guests)",
    "lexus_app_partnerprofile": "of the profile that was recognised",
    "reservations_additionaldriver": "contracts.queries.surviving",
    "reservations_reservation": "reservations.queries.of_guest, contracts.queries.surviving",
}


def test_every_look_up_by_guest_goes_through_one_query_or_says_why_not():
    loose = {where for where in look_ups() if where not in ONE_PROFILE_IS_MEANT}

    assert not loose


def test_no_exception_outlives_its_look_up():
    assert set(ONE_PROFILE_IS_MEANT) <= set(look_ups())


def test_every_table_that_points_at_a_guest_says_how_a_merge_is_followed():
    pointing = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Customer
    }

    assert pointing == set(POINTS_AT_A_GUEST)


def look_ups() -> list[str]:
    """Every function that looks for rows by a guest without asking for the same person."""
    paths = (path for app in APPS for path in ROOT.joinpath(app).rglob("*.py") if "migrations" not in path.parts)
    return [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in sorted(paths)
        for function in functions(ast.parse(path.read_text()))
        if looks_by_guest(function) and not names(function) & THROUGH_ONE_QUERY
    ]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def looks_by_guest(function: ast.FunctionDef) -> bool:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(by_guest(keyword.arg) for call in calls if called(call) in LOOK_UPS for keyword in call.keywords) or any(
        called(call) in LOOK_UPS and spread(call, function) for call in calls
    )


def by_guest(name: str | None) -> bool:
    """A key of the row itself: *customer*, *customer_id*, *customer__in*; not a column of the guest such as its code."""
    if name is None:
        return False
    base, _, rest = name.partition("__")
    return base.removesuffix("_id") in BY_GUEST and rest in {"", "in", "id", "pk", "id__in"}


def spread(call: ast.Call, function: ast.FunctionDef) -> bool:
    """A look-up by `**theirs`, where the function puts a guest into a dictionary."""
    if all(keyword.arg is not None for keyword in call.keywords):
        return False
    keys = [key for node in ast.walk(function) if isinstance(node, ast.Dict) for key in node.keys]
    return any(isinstance(key, ast.Constant) and by_guest(str(key.value)) for key in keys)


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def names(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)
    }
