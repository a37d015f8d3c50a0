"""Every version of cost recovery settings, custom fees and taxes."""

import dealerships.amounts
import dealerships.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Rows that were there before have their first version now; the wall would hide them from the owner too.
FIRST_VERSIONS = [
    'ALTER TABLE "billing_costrecovery" NO FORCE ROW LEVEL SECURITY',
    '''INSERT INTO "billing_costrecoveryversion" ("billing_day", "billing_day_minutes", "collect_card", "currency", "daily_rate", "daily_rate_taxable", "dealership_id", "deposit", "fuel_allowance", "fuel_allowance_basis", "fuel_convenience_fee", "fuel_convenience_fee_taxable", "fuel_per_kwh", "fuel_per_unit", "fuel_taxable", "hold_kind", "id", "mileage_daily_allowance", "mileage_rate", "mileage_taxable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label")
       SELECT "billing_day", "billing_day_minutes", "collect_card", "currency", "daily_rate", "daily_rate_taxable", "dealership_id", "deposit", "fuel_allowance", "fuel_allowance_basis", "fuel_convenience_fee", "fuel_convenience_fee_taxable", "fuel_per_kwh", "fuel_per_unit", "fuel_taxable", "hold_kind", "id", "mileage_daily_allowance", "mileage_rate", "mileage_taxable", NULL, NULL, CLOCK_TIMESTAMP(), 'insert' FROM "billing_costrecovery"''',
    'ALTER TABLE "billing_costrecovery" FORCE ROW LEVEL SECURITY',
    'ALTER TABLE "billing_customfee" NO FORCE ROW LEVEL SECURITY',
    '''INSERT INTO "billing_customfeeversion" ("amount", "currency", "dealership_id", "frequency", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id", "taxable")
       SELECT "amount", "currency", "dealership_id", "frequency", "id", "kind", NULL, NULL, CLOCK_TIMESTAMP(), 'insert', "position", "settings_id", "taxable" FROM "billing_customfee"''',
    'ALTER TABLE "billing_customfee" FORCE ROW LEVEL SECURITY',
    'ALTER TABLE "billing_tax" NO FORCE ROW LEVEL SECURITY',
    '''INSERT INTO "billing_taxversion" ("dealership_id", "id", "kind", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id")
       SELECT "dealership_id", "id", "kind", "percent", NULL, NULL, CLOCK_TIMESTAMP(), 'insert', "position", "settings_id" FROM "billing_tax"''',
    'ALTER TABLE "billing_tax" FORCE ROW LEVEL SECURITY',
]


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0003_invoice_counter'),
        ('dealerships', '0003_api_tokens'),
    ]

    operations = [
        migrations.CreateModel(
            name='CostRecoveryVersion',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('collect_card', models.BooleanField(default=True)),
                ('billing_day', models.CharField(choices=[('elapsed', 'Every so many minutes'), ('daily_grace', '24 h with grace'), ('calendar', 'Midnight')], default='elapsed', max_length=12)),
                ('billing_day_minutes', models.PositiveIntegerField(default=1470)),
                ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                ('daily_rate', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('daily_rate_taxable', models.BooleanField(default=False)),
                ('fuel_per_unit', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('fuel_per_kwh', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('fuel_taxable', models.BooleanField(default=False)),
                ('fuel_allowance', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('fuel_allowance_basis', models.CharField(choices=[('fuel_charge', 'The fuel charge'), ('fuel_charge_and_convenience_fee', 'The fuel charge and the convenience fee')], default='fuel_charge', max_length=40)),
                ('fuel_convenience_fee', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('fuel_convenience_fee_taxable', models.BooleanField(default=False)),
                ('mileage_daily_allowance', models.PositiveIntegerField(blank=True, null=True)),
                ('mileage_rate', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('mileage_taxable', models.BooleanField(default=False)),
                ('hold_kind', models.CharField(choices=[('none', 'None'), ('estimate', 'Estimated charge'), ('deposit', 'Security deposit'), ('both', 'Both')], default='estimate', max_length=8)),
                ('deposit', dealerships.amounts.AmountField(blank=True, currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'abstract': False,
                'indexes': [
                    models.Index(fields=['dealership', 'id'], name='cost_recovery_version_of'),
                ],
                'constraints': [
                    dealerships.constraints.Walled(by='dealership', name='cost_recovery_version_walled'),
                    dealerships.constraints.AppendOnly(name='cost_recovery_version_append_only'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CustomFeeVersion',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('settings', models.BigIntegerField(db_column='settings_id')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('frequency', models.CharField(max_length=12)),
                ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                ('taxable', models.BooleanField(default=False)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'abstract': False,
                'indexes': [
                    models.Index(fields=['dealership', 'id'], name='custom_fee_version_of'),
                ],
                'constraints': [
                    dealerships.constraints.Walled(by='dealership', name='custom_fee_version_walled'),
                    dealerships.constraints.AppendOnly(name='custom_fee_version_append_only'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TaxVersion',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('settings', models.BigIntegerField(db_column='settings_id')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('percent', models.DecimalField(decimal_places=4, max_digits=7)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'abstract': False,
                'indexes': [
                    models.Index(fields=['dealership', 'id'], name='tax_version_of'),
                ],
                'constraints': [
                    dealerships.constraints.Walled(by='dealership', name='tax_version_walled'),
                    dealerships.constraints.AppendOnly(name='tax_version_append_only'),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrecovery',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_costrecoveryversion" ("billing_day", "billing_day_minutes", "collect_card", "currency", "daily_rate", "daily_rate_taxable", "dealership_id", "deposit", "fuel_allowance", "fuel_allowance_basis", "fuel_convenience_fee", "fuel_convenience_fee_taxable", "fuel_per_kwh", "fuel_per_unit", "fuel_taxable", "hold_kind", "id", "mileage_daily_allowance", "mileage_rate", "mileage_taxable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."billing_day", NEW."billing_day_minutes", NEW."collect_card", NEW."currency", NEW."daily_rate", NEW."daily_rate_taxable", NEW."dealership_id", NEW."deposit", NEW."fuel_allowance", NEW."fuel_allowance_basis", NEW."fuel_convenience_fee", NEW."fuel_convenience_fee_taxable", NEW."fuel_per_kwh", NEW."fuel_per_unit", NEW."fuel_taxable", NEW."hold_kind", NEW."id", NEW."mileage_daily_allowance", NEW."mileage_rate", NEW."mileage_taxable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\'); RETURN NULL;', hash='e7257fa6983b1a4af681468d95ded25d47f1a20e', operation='INSERT', pgid='pgtrigger_insert_insert_28548', table='billing_costrecovery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrecovery',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "billing_costrecoveryversion" ("billing_day", "billing_day_minutes", "collect_card", "currency", "daily_rate", "daily_rate_taxable", "dealership_id", "deposit", "fuel_allowance", "fuel_allowance_basis", "fuel_convenience_fee", "fuel_convenience_fee_taxable", "fuel_per_kwh", "fuel_per_unit", "fuel_taxable", "hold_kind", "id", "mileage_daily_allowance", "mileage_rate", "mileage_taxable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."billing_day", NEW."billing_day_minutes", NEW."collect_card", NEW."currency", NEW."daily_rate", NEW."daily_rate_taxable", NEW."dealership_id", NEW."deposit", NEW."fuel_allowance", NEW."fuel_allowance_basis", NEW."fuel_convenience_fee", NEW."fuel_convenience_fee_taxable", NEW."fuel_per_kwh", NEW."fuel_per_unit", NEW."fuel_taxable", NEW."hold_kind", NEW."id", NEW."mileage_daily_allowance", NEW."mileage_rate", NEW."mileage_taxable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\'); RETURN NULL;', hash='4832c49e7f77a4f5f7f61314abc7b94c9abde2d7', operation='UPDATE', pgid='pgtrigger_update_update_b2174', table='billing_costrecovery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrecovery',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_costrecoveryversion" ("billing_day", "billing_day_minutes", "collect_card", "currency", "daily_rate", "daily_rate_taxable", "dealership_id", "deposit", "fuel_allowance", "fuel_allowance_basis", "fuel_convenience_fee", "fuel_convenience_fee_taxable", "fuel_per_kwh", "fuel_per_unit", "fuel_taxable", "hold_kind", "id", "mileage_daily_allowance", "mileage_rate", "mileage_taxable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."billing_day", OLD."billing_day_minutes", OLD."collect_card", OLD."currency", OLD."daily_rate", OLD."daily_rate_taxable", OLD."dealership_id", OLD."deposit", OLD."fuel_allowance", OLD."fuel_allowance_basis", OLD."fuel_convenience_fee", OLD."fuel_convenience_fee_taxable", OLD."fuel_per_kwh", OLD."fuel_per_unit", OLD."fuel_taxable", OLD."hold_kind", OLD."id", OLD."mileage_daily_allowance", OLD."mileage_rate", OLD."mileage_taxable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\'); RETURN NULL;', hash='5d79d04a204415ea5ad317fc79aef3697b1019fd', operation='DELETE', pgid='pgtrigger_delete_delete_c75f2', table='billing_costrecovery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_customfeeversion" ("amount", "currency", "dealership_id", "frequency", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id", "taxable") VALUES (NEW."amount", NEW."currency", NEW."dealership_id", NEW."frequency", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."position", NEW."settings_id", NEW."taxable"); RETURN NULL;', hash='1d79555262c4dba75110a36dce99dcd60fd8fa17', operation='INSERT', pgid='pgtrigger_insert_insert_5e6a1', table='billing_customfee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "billing_customfeeversion" ("amount", "currency", "dealership_id", "frequency", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id", "taxable") VALUES (NEW."amount", NEW."currency", NEW."dealership_id", NEW."frequency", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."position", NEW."settings_id", NEW."taxable"); RETURN NULL;', hash='06f6862be329d0e59b1369076b0c8d70112cda1a', operation='UPDATE', pgid='pgtrigger_update_update_7e4df', table='billing_customfee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfee',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_customfeeversion" ("amount", "currency", "dealership_id", "frequency", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id", "taxable") VALUES (OLD."amount", OLD."currency", OLD."dealership_id", OLD."frequency", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."position", OLD."settings_id", OLD."taxable"); RETURN NULL;', hash='c1d0eb26a189bd8895aab703074f6032316bf9c8', operation='DELETE', pgid='pgtrigger_delete_delete_c8675', table='billing_customfee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tax',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_taxversion" ("dealership_id", "id", "kind", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id") VALUES (NEW."dealership_id", NEW."id", NEW."kind", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."position", NEW."settings_id"); RETURN NULL;', hash='278df716cccb84c0c86a806d5ff43ce43564d4d1', operation='INSERT', pgid='pgtrigger_insert_insert_4e945', table='billing_tax', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tax',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "billing_taxversion" ("dealership_id", "id", "kind", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id") VALUES (NEW."dealership_id", NEW."id", NEW."kind", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."position", NEW."settings_id"); RETURN NULL;', hash='8501e40119d8378dd0f4dbf2d7544280aeab56f2', operation='UPDATE', pgid='pgtrigger_update_update_00846', table='billing_tax', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tax',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "billing_taxversion" ("dealership_id", "id", "kind", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "settings_id") VALUES (OLD."dealership_id", OLD."id", OLD."kind", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."position", OLD."settings_id"); RETURN NULL;', hash='83609a868a3da63ce1f1c8e39a1d95426f5c6ddd', operation='DELETE', pgid='pgtrigger_delete_delete_87638', table='billing_tax', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrecoveryversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='371417f469ea6b7d23647b0d70f517c5e3e114ef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2c3a4', table='billing_costrecoveryversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfeeversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51d9d2d511798059384bb71707f88e41d5c309ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73a47', table='billing_customfeeversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='taxversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b729ab9f554a8b913efe4575d0ae9bed47e3c18', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e85cf', table='billing_taxversion', when='BEFORE')),
        ),
        migrations.RunSQL(FIRST_VERSIONS, reverse_sql=migrations.RunSQL.noop),
    ]
