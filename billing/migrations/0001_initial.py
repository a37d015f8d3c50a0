"""The tables of billing, with every version of its settings."""

import dealerships.amounts
import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dealerships', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='CostRecovery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='cost_recovery_under_owner'), dealerships.constraints.Walled(by='dealership', name='cost_recovery_walled')],
                },
            ),
            migrations.CreateModel(
                name='CustomFee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(max_length=20)),
                    ('frequency', models.CharField(max_length=12)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('taxable', models.BooleanField(default=False)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('settings', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='custom_fees', to='billing.costrecovery')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='custom_fee_under_owner'), dealerships.constraints.Walled(by='dealership', name='custom_fee_walled'), dealerships.constraints.SameOwner(field='settings', name='custom_fee_settings_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'settings', 'kind'), name='custom_fee_kind_once')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('about', models.CharField(max_length=80)),
                    ('account', models.CharField(max_length=60)),
                    ('processor_customer', models.CharField(max_length=60)),
                    ('payment_method', models.CharField(max_length=60)),
                    ('card_label', models.CharField(max_length=40)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('wanted', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('working', models.TextField(blank=True)),
                    ('state', models.CharField(choices=[('wanted', 'Being authorised'), ('replacing', 'Being renewed'), ('held', 'Held'), ('capturing', 'Being captured'), ('captured', 'Captured'), ('releasing', 'Being released'), ('released', 'Released'), ('lapsed', 'Lapsed'), ('failed', 'Declined')], default='wanted', max_length=10)),
                    ('processor_reference', models.CharField(blank=True, max_length=80)),
                    ('capture_before', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('wanted_at', models.DateTimeField()),
                    ('held_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('replaces', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='billing.hold')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'processor_reference'], name='hold_by_reference')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='hold_under_owner'), dealerships.constraints.Walled(by='dealership', name='hold_walled'), dealerships.constraints.SameOwner(field='replaces', name='hold_replaces_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('state__in', ['held', 'wanted'])), fields=('dealership', 'about'), name='hold_one_alive'), models.UniqueConstraint(condition=models.Q(('state', 'replacing')), fields=('dealership', 'about'), name='hold_one_replacing')],
                },
            ),
            migrations.CreateModel(
                name='Invoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20)),
                    ('about', models.CharField(max_length=80)),
                    ('days', models.PositiveIntegerField()),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('subtotal', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('tax', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('total', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('evidence', models.JSONField()),
                    ('engine_version', models.CharField(max_length=20)),
                    ('issued_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('supplements', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supplemented_by', to='billing.invoice')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', '-issued_at'], name='invoice_newest_first'), models.Index(fields=['dealership', 'about'], name='invoice_about')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='invoice_under_owner'), dealerships.constraints.Walled(by='dealership', name='invoice_walled'), dealerships.constraints.SameOwner(field='supplements', name='invoice_supplements_same_owner', owner='dealership'), dealerships.constraints.AppendOnly(name='invoice_append_only'), models.UniqueConstraint(fields=('dealership', 'number'), name='invoice_number_once'), models.UniqueConstraint(condition=models.Q(('supplements__isnull', True)), fields=('dealership', 'about'), name='invoice_once_per_loan')],
                },
            ),
            migrations.CreateModel(
                name='InvoiceCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('last', models.PositiveIntegerField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='invoice_counter_under_owner'), dealerships.constraints.Walled(by='dealership', name='invoice_counter_walled'), models.UniqueConstraint(fields=('dealership',), name='invoice_counter_once')],
                },
            ),
            migrations.CreateModel(
                name='InvoiceLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('code', models.CharField(max_length=60)),
                    ('description', models.CharField(blank=True, max_length=200)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('taxable', models.BooleanField(default=False)),
                    ('waived', models.BooleanField(default=False)),
                    ('working', models.TextField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('invoice', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='billing.invoice')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='invoice_line_under_owner'), dealerships.constraints.Walled(by='dealership', name='invoice_line_walled'), dealerships.constraints.SameOwner(field='invoice', name='invoice_line_invoice_same_owner', owner='dealership'), dealerships.constraints.AppendOnly(name='invoice_line_append_only'), models.UniqueConstraint(fields=('dealership', 'invoice', 'position'), name='invoice_line_position_once')],
                },
            ),
            migrations.CreateModel(
                name='InvoiceTax',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(max_length=20)),
                    ('percent', models.DecimalField(decimal_places=4, max_digits=7)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('invoice', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='taxes', to='billing.invoice')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='invoice_tax_under_owner'), dealerships.constraints.Walled(by='dealership', name='invoice_tax_walled'), dealerships.constraints.SameOwner(field='invoice', name='invoice_tax_invoice_same_owner', owner='dealership'), dealerships.constraints.AppendOnly(name='invoice_tax_append_only'), models.UniqueConstraint(fields=('dealership', 'invoice', 'position'), name='invoice_tax_position_once')],
                },
            ),
            migrations.CreateModel(
                name='Payment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('authorise', 'Hold'), ('capture', 'Capture of the hold'), ('release', 'Release of the hold'), ('charge', 'Charge to the card'), ('refund', 'Refund'), ('manual', 'Manual payment')], max_length=10)),
                    ('about', models.CharField(max_length=80)),
                    ('account', models.CharField(blank=True, max_length=60)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('idempotency_key', models.CharField(max_length=80)),
                    ('state', models.CharField(choices=[('wanted', 'Wanted'), ('sent', 'Sent'), ('succeeded', 'Succeeded'), ('failed', 'Failed'), ('unknown', 'Not known yet')], default='wanted', max_length=10)),
                    ('processor_reference', models.CharField(blank=True, max_length=80)),
                    ('method', models.CharField(blank=True, max_length=40)),
                    ('reason', models.TextField(blank=True)),
                    ('wanted_at', models.DateTimeField()),
                    ('first_sent_at', models.DateTimeField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('hold', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='billing.hold')),
                    ('invoice', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='billing.invoice')),
                    ('refunds', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refunded_by', to='billing.payment')),
                    ('payment_method', models.CharField(blank=True, max_length=60)),
                    ('processor_customer', models.CharField(blank=True, max_length=60)),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'about', '-id'], name='payment_about'), models.Index(fields=['dealership', 'processor_reference'], name='payment_by_reference')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='payment_under_owner'), dealerships.constraints.Walled(by='dealership', name='payment_walled'), dealerships.constraints.SameOwner(field='invoice', name='payment_invoice_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='hold', name='payment_hold_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='refunds', name='payment_refunds_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'idempotency_key'), name='payment_key_once'), models.UniqueConstraint(condition=models.Q(('kind__in', ['authorise', 'capture', 'release']), models.Q(('state', 'failed'), _negated=True)), fields=('dealership', 'hold', 'kind'), name='payment_hold_moves_once')],
                },
            ),
            migrations.CreateModel(
                name='Tax',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(max_length=20)),
                    ('percent', models.DecimalField(decimal_places=4, max_digits=7)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('settings', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='taxes', to='billing.costrecovery')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='tax_under_owner'), dealerships.constraints.Walled(by='dealership', name='tax_walled'), dealerships.constraints.SameOwner(field='settings', name='tax_settings_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'settings', 'kind'), name='tax_kind_once'), models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='tax_is_a_percentage')],
                },
            ),
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
                    'indexes': [models.Index(fields=['dealership', 'id'], name='cost_recovery_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='cost_recovery_version_walled'), dealerships.constraints.AppendOnly(name='cost_recovery_version_append_only')],
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
                    'indexes': [models.Index(fields=['dealership', 'id'], name='custom_fee_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='custom_fee_version_walled'), dealerships.constraints.AppendOnly(name='custom_fee_version_append_only')],
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
                    'indexes': [models.Index(fields=['dealership', 'id'], name='tax_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='tax_version_walled'), dealerships.constraints.AppendOnly(name='tax_version_append_only')],
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
        ]),
    ]
