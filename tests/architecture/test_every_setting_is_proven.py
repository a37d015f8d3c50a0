"""
Every column of every table of settings is named here with the test that changes it and sees what changes.

A new column fails until it has a test, or a reason why it is no setting.
"""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from billing.models import CostRecovery, CustomFee, Tax
from dealerships.models import Dealership
from dealerships.versions import Version
from fleet.models import VehicleGroup
from programs.models import (
    AdditionalSettings,
    AgreementDraft,
    AgreementTerm,
    AgreementVersion,
    DriverAgreement,
    ModelRate,
    Program,
)

TESTS = Path(__file__).parents[1]
GROUPS = "settings_groups/test_every_setting_matters.py::"
STORE = "settings_groups/test_every_setting_of_the_store_matters.py::"
SECTIONS = "programs_settings/test_sections.py::"
OWN = "programs_settings/test_every_setting_matters.py::"
RECOVERY = f"{GROUPS}test_every_column_of_every_section_has_its_proof"
WRITING = "agreements/test_writing.py::"
CARRIED = "agreements/test_the_one_that_a_contract_carries.py::"
AGREEMENTS = "agreements/test_the_list.py::"
PROOFS: dict[Any, dict[str, str] | str] = {
    CostRecovery: RECOVERY,
    CustomFee: RECOVERY,
    Tax: RECOVERY,
    AdditionalSettings: RECOVERY,
    VehicleGroup: RECOVERY,
    Dealership: f"{STORE}test_every_column_of_the_store_has_its_proof",
    Program: {
        "title": f"{SECTIONS}test_a_title_that_another_program_has_is_refused_beside_the_field",
        "title_key": "lexus_app/test_attention.py::test_without_the_program_a_booking_waits_for_it",
        "agreement": f"{SECTIONS}test_its_own_agreement_is_what_its_contracts_carry",
        "cost_recovery": f"{OWN}test_its_own_prices_taxes_and_hold_are_what_its_guests_sign",
        "additional": f"{OWN}test_its_own_additional_settings_refuse_whom_the_groups_would_let_go",
        "daily_rate_by_model": f"{SECTIONS}test_with_the_switch_off_the_list_is_kept_and_not_used",
        "entitlement_days": f"{OWN}test_the_days_of_the_entitlement_pay_for_days_of_the_bill",
        "entitlement_years": f"{OWN}test_the_years_of_the_entitlement_say_until_when_days_cover",
        "qualifying_model": f"{OWN}test_the_qualifying_model_is_what_the_agreement_names",
        "rate_after_reserve_days": f"{OWN}test_what_days_cost_after_the_reserve_days_is_what_the_others_cost",
        "channel": f"{SECTIONS}test_a_channel_closes_the_others_but_never_staff",
        "archived_at": "programs_settings/test_removing.py::test_a_booking_that_comes_too_late_is_refused",
    },
    ModelRate: {
        "model": f"{SECTIONS}test_the_models_of_its_vehicles_stand_there_and_those_without_a_rate_are_marked",
        "model_key": f"{SECTIONS}test_without_a_rate_a_model_falls_through_to_the_programs_flat_rate",
        "rate": f"{SECTIONS}test_a_rate_for_a_model_is_what_a_driver_of_it_pays",
    },
    DriverAgreement: {
        "name": f"{AGREEMENTS}test_a_new_one_opens_to_be_written_and_its_name_is_used_once",
        "is_default": f"{CARRIED}test_a_loan_is_frozen_on_the_first_that_names_one",
        "archived_at": f"{AGREEMENTS}test_one_that_nothing_uses_is_archived_and_its_name_is_free",
    },
    AgreementVersion: {
        "number": f"{WRITING}test_publishing_makes_the_next_version_and_the_old_one_can_still_be_read",
        "language": f"{WRITING}test_a_guest_signs_in_their_language_else_in_the_dealerships",
        "body": f"{WRITING}test_publishing_makes_the_next_version_and_the_old_one_can_still_be_read",
    },
    AgreementTerm: {
        "position": f"{WRITING}test_terms_are_added_moved_and_removed_without_a_script",
        "title": "contracts/test_signing.py::test_each_term_is_accepted_before_the_signature",
        "text": "contracts/test_signing.py::test_frozen_terms_hold_what_the_guest_reads",
    },
    AgreementDraft: {"body": f"{WRITING}test_a_draft_is_kept_and_nobody_signs_it"},
}
NO_SETTINGS = {"id", "dealership", "code", "currency"}
"""A row's names and owner, and the dealership's currency, which no page asks for."""
BESIDE: dict[Any, set[str]] = {
    ModelRate: {"program"},
    DriverAgreement: {"name_key"},
    AgreementVersion: {"agreement", "published_at"},
    AgreementTerm: {"version"},
    AgreementDraft: {"agreement", "language", "terms", "saved_by", "saved_at"},
}
"""What a row belongs to, how its name is compared, who wrote it and when."""


@pytest.mark.parametrize("model", [model for model, proofs in PROOFS.items() if isinstance(proofs, dict)])
def test_every_column_has_its_proof_or_is_no_setting(model: Any):
    columns = {field.name for field in model._meta.concrete_fields}

    assert columns - NO_SETTINGS - BESIDE.get(model, set()) == set(PROOFS[model])


def test_every_table_of_which_versions_are_kept_is_one_of_settings():
    kept = {model.__name__.removesuffix("Version") for model in apps.get_models() if issubclass(model, Version)}

    assert kept <= {model.__name__ for model in PROOFS}


def test_every_proof_is_a_test_that_there_is():
    named = {each for proofs in PROOFS.values() for each in ([proofs] if isinstance(proofs, str) else proofs.values())}

    missing = [each for each in sorted(named) if each.split("::")[1] not in named_in(each.split("::")[0])]

    assert missing == []


def named_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
