"""The tables of billing."""

import dealerships.amounts
import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dealerships', '0001_initial'),
    ]

    operations = [
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
                ('state', models.CharField(choices=[('wanted', 'Being authorised'), ('held', 'Held'), ('captured', 'Captured'), ('released', 'Released'), ('lapsed', 'Lapsed'), ('failed', 'Declined')], default='wanted', max_length=10)),
                ('processor_reference', models.CharField(blank=True, max_length=80)),
                ('capture_before', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('wanted_at', models.DateTimeField()),
                ('held_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'indexes': [models.Index(fields=['dealership', 'processor_reference'], name='hold_by_reference')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='hold_under_owner'), dealerships.constraints.Walled(by='dealership', name='hold_walled'), models.UniqueConstraint(condition=models.Q(('state__in', ['wanted', 'held'])), fields=('dealership', 'about'), name='hold_one_alive')],
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
            ],
            options={
                'indexes': [models.Index(fields=['dealership', '-issued_at'], name='invoice_newest_first')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='invoice_under_owner'), dealerships.constraints.Walled(by='dealership', name='invoice_walled'), dealerships.constraints.AppendOnly(name='invoice_append_only'), models.UniqueConstraint(fields=('dealership', 'number'), name='invoice_number_once')],
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
            ],
            options={
                'indexes': [models.Index(fields=['dealership', 'about', '-id'], name='payment_about'), models.Index(fields=['dealership', 'processor_reference'], name='payment_by_reference')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='payment_under_owner'), dealerships.constraints.Walled(by='dealership', name='payment_walled'), dealerships.constraints.SameOwner(field='invoice', name='payment_invoice_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='hold', name='payment_hold_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='refunds', name='payment_refunds_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'idempotency_key'), name='payment_key_once'), models.UniqueConstraint(condition=models.Q(('kind__in', ['authorise', 'capture']), models.Q(('state', 'failed'), _negated=True)), fields=('dealership', 'hold', 'kind'), name='payment_hold_moves_once')],
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
    ]
