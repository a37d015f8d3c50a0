"""The tables of programs, with every version of its settings."""

import dealerships.amounts
import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import programs.domain.codes
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0001_initial'),
        ('dealerships', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='AdditionalSettings',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('view_positions', models.BooleanField(default=False)),
                    ('driver_minimum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('driver_maximum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('dealer_code', models.CharField(blank=True, max_length=20)),
                    ('repair_order_required', models.BooleanField(default=False)),
                    ('charge_later_allowed', models.BooleanField(default=False)),
                    ('longest_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='additional_settings_under_owner'), dealerships.constraints.Walled(by='dealership', name='additional_settings_walled')],
                },
            ),
            migrations.CreateModel(
                name='DriverAgreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_key', models.CharField(max_length=120)),
                    ('is_default', models.BooleanField(default=False)),
                    ('archived_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='driver_agreement_under_owner'), dealerships.constraints.Walled(by='dealership', name='driver_agreement_walled'), models.UniqueConstraint(fields=('dealership', 'code'), name='driver_agreement_code_once'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'name_key'), name='driver_agreement_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('dealership',), name='driver_agreement_one_default')],
                },
            ),
            migrations.CreateModel(
                name='AgreementDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(max_length=10)),
                    ('body', models.TextField(blank=True)),
                    ('terms', models.JSONField(default=list)),
                    ('saved_by', models.CharField(max_length=120)),
                    ('saved_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('agreement', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='programs.driveragreement')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='agreement_draft_under_owner'), dealerships.constraints.Walled(by='dealership', name='agreement_draft_walled'), dealerships.constraints.SameOwner(field='agreement', name='agreement_draft_agreement_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'agreement', 'language'), name='agreement_draft_once')],
                },
            ),
            migrations.CreateModel(
                name='AgreementVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('language', models.CharField(default='en-us', max_length=10)),
                    ('body', models.TextField()),
                    ('published_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('agreement', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='programs.driveragreement')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='agreement_version_under_owner'), dealerships.constraints.Walled(by='dealership', name='agreement_version_walled'), dealerships.constraints.SameOwner(field='agreement', name='agreement_version_agreement_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'agreement', 'language', 'number'), name='agreement_version_number_once')],
                },
            ),
            migrations.CreateModel(
                name='AgreementTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('text', models.TextField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('version', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='programs.agreementversion')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='agreement_term_under_owner'), dealerships.constraints.Walled(by='dealership', name='agreement_term_walled'), dealerships.constraints.SameOwner(field='version', name='agreement_term_version_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'version', 'position'), name='agreement_term_position_once')],
                },
            ),
            migrations.CreateModel(
                name='Program',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120)),
                    ('title_key', models.CharField(max_length=120)),
                    ('daily_rate_by_model', models.BooleanField(default=False)),
                    ('entitlement_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('entitlement_years', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('qualifying_model', models.CharField(blank=True, max_length=80)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('rate_after_reserve_days', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                    ('archived_at', models.DateTimeField(null=True)),
                    ('additional', dealerships.owners.OwnedOneToOne(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='program', to='programs.additionalsettings')),
                    ('agreement', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.driveragreement')),
                    ('cost_recovery', dealerships.owners.OwnedOneToOne(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='program', to='billing.costrecovery')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                    ('channel', models.CharField(blank=True, choices=[('', 'Any'), ('lexus_app', 'Lexus App'), ('staff', 'Staff'), ('api', 'API')], default='', max_length=10)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='program_under_owner'), dealerships.constraints.Walled(by='dealership', name='program_walled'), dealerships.constraints.SameOwner(field='agreement', name='program_agreement_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='cost_recovery', name='program_cost_recovery_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='additional', name='program_additional_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'title_key'), name='program_title_once'), models.UniqueConstraint(fields=('dealership', 'code'), name='program_code_once')],
                },
            ),
            migrations.CreateModel(
                name='ModelRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('model', models.CharField(max_length=80)),
                    ('model_key', models.CharField(max_length=80)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('rate', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('program', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='model_rates', to='programs.program')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='model_rate_under_owner'), dealerships.constraints.Walled(by='dealership', name='model_rate_walled'), dealerships.constraints.SameOwner(field='program', name='model_rate_program_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'program', 'model_key'), name='model_rate_once')],
                },
            ),
            migrations.CreateModel(
                name='ReserveAccount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vin', models.CharField(max_length=17)),
                    ('purchased_on', models.DateField()),
                    ('usable_through', models.DateField()),
                    ('entitlement_days', models.PositiveSmallIntegerField()),
                    ('dealer_group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealergroup')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealer_group', 'id'), name='reserve_account_under_owner'), dealerships.constraints.Walled(by='dealer_group', name='reserve_account_walled'), models.UniqueConstraint(fields=('dealer_group', 'vin'), name='reserve_account_vin_once')],
                },
            ),
            migrations.CreateModel(
                name='ReserveEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('days', models.SmallIntegerField()),
                    ('balance', models.PositiveSmallIntegerField()),
                    ('why', models.CharField(max_length=200)),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('by_name', models.CharField(max_length=120)),
                    ('at', models.DateTimeField()),
                    ('told_at', models.DateTimeField(null=True)),
                    ('account', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='programs.reserveaccount')),
                    ('dealer_group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealergroup')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('about', ''), _negated=True), fields=['dealer_group', 'about'], name='reserve_entry_of_a_loan')],
                    'constraints': [models.UniqueConstraint(fields=('dealer_group', 'id'), name='reserve_entry_under_owner'), dealerships.constraints.Walled(by='dealer_group', name='reserve_entry_walled'), dealerships.constraints.SameOwner(field='account', name='reserve_entry_account_same_owner', owner='dealer_group'), dealerships.constraints.AppendOnly(name='reserve_entry_append_only'), models.UniqueConstraint(fields=('dealer_group', 'account', 'position'), name='reserve_entry_position_once')],
                },
            ),
            migrations.CreateModel(
                name='ReserveGuest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('guest', models.CharField(max_length=80)),
                    ('account', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='programs.reserveaccount')),
                    ('dealer_group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealergroup')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealer_group', 'guest'], name='reserve_guest_by_reference')],
                    'constraints': [models.UniqueConstraint(fields=('dealer_group', 'id'), name='reserve_guest_under_owner'), dealerships.constraints.Walled(by='dealer_group', name='reserve_guest_walled'), dealerships.constraints.SameOwner(field='account', name='reserve_guest_account_same_owner', owner='dealer_group'), models.UniqueConstraint(fields=('dealer_group', 'account', 'guest'), name='reserve_guest_once')],
                },
            ),
            migrations.CreateModel(
                name='AdditionalSettingsVersion',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('view_positions', models.BooleanField(default=False)),
                    ('driver_minimum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('driver_maximum_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('dealer_code', models.CharField(blank=True, max_length=20)),
                    ('repair_order_required', models.BooleanField(default=False)),
                    ('charge_later_allowed', models.BooleanField(default=False)),
                    ('longest_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['dealership', 'id'], name='additional_settings_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='additional_settings_version_walled'), dealerships.constraints.AppendOnly(name='additional_settings_version_append_only')],
                },
            ),
            migrations.CreateModel(
                name='ModelRateVersion',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('program', models.BigIntegerField(db_column='program_id')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('model', models.CharField(max_length=80)),
                    ('model_key', models.CharField(max_length=80)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('rate', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['dealership', 'id'], name='model_rate_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='model_rate_version_walled'), dealerships.constraints.AppendOnly(name='model_rate_version_append_only')],
                },
            ),
            migrations.CreateModel(
                name='ProgramVersion',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('agreement', models.BigIntegerField(db_column='agreement_id', null=True)),
                    ('cost_recovery', models.BigIntegerField(db_column='cost_recovery_id', null=True)),
                    ('additional', models.BigIntegerField(db_column='additional_id', null=True)),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                    ('title', models.CharField(max_length=120)),
                    ('title_key', models.CharField(max_length=120)),
                    ('daily_rate_by_model', models.BooleanField(default=False)),
                    ('entitlement_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('entitlement_years', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('qualifying_model', models.CharField(blank=True, max_length=80)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('rate_after_reserve_days', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                    ('channel', models.CharField(blank=True, choices=[('', 'Any'), ('lexus_app', 'Lexus App'), ('staff', 'Staff'), ('api', 'API')], default='', max_length=10)),
                    ('archived_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['dealership', 'id'], name='program_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='program_version_walled'), dealerships.constraints.AppendOnly(name='program_version_append_only')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='additionalsettings',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_additionalsettingsversion" ("charge_later_allowed", "dealer_code", "dealership_id", "driver_maximum_age", "driver_minimum_age", "id", "longest_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "repair_order_required", "view_positions") VALUES (NEW."charge_later_allowed", NEW."dealer_code", NEW."dealership_id", NEW."driver_maximum_age", NEW."driver_minimum_age", NEW."id", NEW."longest_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."repair_order_required", NEW."view_positions"); RETURN NULL;', hash='cb47b7d367afe551c8353ffa047911082bd259e2', operation='INSERT', pgid='pgtrigger_insert_insert_fc4de', table='programs_additionalsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='additionalsettings',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_additionalsettingsversion" ("charge_later_allowed", "dealer_code", "dealership_id", "driver_maximum_age", "driver_minimum_age", "id", "longest_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "repair_order_required", "view_positions") VALUES (NEW."charge_later_allowed", NEW."dealer_code", NEW."dealership_id", NEW."driver_maximum_age", NEW."driver_minimum_age", NEW."id", NEW."longest_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."repair_order_required", NEW."view_positions"); RETURN NULL;', hash='a38612b85e1dbeec3c1c9830dbca583659bfaab8', operation='UPDATE', pgid='pgtrigger_update_update_aebb1', table='programs_additionalsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='additionalsettings',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_additionalsettingsversion" ("charge_later_allowed", "dealer_code", "dealership_id", "driver_maximum_age", "driver_minimum_age", "id", "longest_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "repair_order_required", "view_positions") VALUES (OLD."charge_later_allowed", OLD."dealer_code", OLD."dealership_id", OLD."driver_maximum_age", OLD."driver_minimum_age", OLD."id", OLD."longest_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."repair_order_required", OLD."view_positions"); RETURN NULL;', hash='bb11e878d6cb81ae428a31cd663b1524332c27b1', operation='DELETE', pgid='pgtrigger_delete_delete_da1bd', table='programs_additionalsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='program',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programversion" ("additional_id", "agreement_id", "archived_at", "channel", "code", "cost_recovery_id", "currency", "daily_rate_by_model", "dealership_id", "entitlement_days", "entitlement_years", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "qualifying_model", "rate_after_reserve_days", "title", "title_key") VALUES (NEW."additional_id", NEW."agreement_id", NEW."archived_at", NEW."channel", NEW."code", NEW."cost_recovery_id", NEW."currency", NEW."daily_rate_by_model", NEW."dealership_id", NEW."entitlement_days", NEW."entitlement_years", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."qualifying_model", NEW."rate_after_reserve_days", NEW."title", NEW."title_key"); RETURN NULL;', hash='d4fa1ac4b632ba4b57738bed5c78f360e3b83fef', operation='INSERT', pgid='pgtrigger_insert_insert_5a554', table='programs_program', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='program',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_programversion" ("additional_id", "agreement_id", "archived_at", "channel", "code", "cost_recovery_id", "currency", "daily_rate_by_model", "dealership_id", "entitlement_days", "entitlement_years", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "qualifying_model", "rate_after_reserve_days", "title", "title_key") VALUES (NEW."additional_id", NEW."agreement_id", NEW."archived_at", NEW."channel", NEW."code", NEW."cost_recovery_id", NEW."currency", NEW."daily_rate_by_model", NEW."dealership_id", NEW."entitlement_days", NEW."entitlement_years", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."qualifying_model", NEW."rate_after_reserve_days", NEW."title", NEW."title_key"); RETURN NULL;', hash='1f40e3efef5f1c83aa258d214f8519a3624ab5c2', operation='UPDATE', pgid='pgtrigger_update_update_7f86c', table='programs_program', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='program',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programversion" ("additional_id", "agreement_id", "archived_at", "channel", "code", "cost_recovery_id", "currency", "daily_rate_by_model", "dealership_id", "entitlement_days", "entitlement_years", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "qualifying_model", "rate_after_reserve_days", "title", "title_key") VALUES (OLD."additional_id", OLD."agreement_id", OLD."archived_at", OLD."channel", OLD."code", OLD."cost_recovery_id", OLD."currency", OLD."daily_rate_by_model", OLD."dealership_id", OLD."entitlement_days", OLD."entitlement_years", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."qualifying_model", OLD."rate_after_reserve_days", OLD."title", OLD."title_key"); RETURN NULL;', hash='58a0851cb63993e4762a5e3c8736ef19ee280a9e', operation='DELETE', pgid='pgtrigger_delete_delete_7c1d4', table='programs_program', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='modelrate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_modelrateversion" ("currency", "dealership_id", "id", "model", "model_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "program_id", "rate") VALUES (NEW."currency", NEW."dealership_id", NEW."id", NEW."model", NEW."model_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."program_id", NEW."rate"); RETURN NULL;', hash='6b5ca5be9ac4d3227688cf04ba4b727e0c38c1b2', operation='INSERT', pgid='pgtrigger_insert_insert_48315', table='programs_modelrate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='modelrate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_modelrateversion" ("currency", "dealership_id", "id", "model", "model_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "program_id", "rate") VALUES (NEW."currency", NEW."dealership_id", NEW."id", NEW."model", NEW."model_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."program_id", NEW."rate"); RETURN NULL;', hash='61bb759d01d9e572e2c6d1cb9df4061ac9c1a450', operation='UPDATE', pgid='pgtrigger_update_update_61d86', table='programs_modelrate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='modelrate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_modelrateversion" ("currency", "dealership_id", "id", "model", "model_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "program_id", "rate") VALUES (OLD."currency", OLD."dealership_id", OLD."id", OLD."model", OLD."model_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."program_id", OLD."rate"); RETURN NULL;', hash='7eb425f794f5d2f270fd061032faa76560285797', operation='DELETE', pgid='pgtrigger_delete_delete_a49b4', table='programs_modelrate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='additionalsettingsversion',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50f1fd292684a73aefee28a268cb2f18dbaecc44', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d31b5', table='programs_additionalsettingsversion', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='modelrateversion',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a5a9461849403a01f7dcdb5bf3869e0463a85905', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1593', table='programs_modelrateversion', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='programversion',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f1ec2cc92e81947b9b428a6d92a7d41e30565a15', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60fa5', table='programs_programversion', when='BEFORE')),
            ),
        ]),
    ]
