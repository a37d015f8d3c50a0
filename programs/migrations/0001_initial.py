"""The tables of programs."""

import dealerships.amounts
import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0001_initial'),
        ('dealerships', '0001_initial'),
    ]

    operations = [
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
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='driver_agreement_under_owner'), dealerships.constraints.Walled(by='dealership', name='driver_agreement_walled'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'name_key'), name='driver_agreement_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('dealership',), name='driver_agreement_one_default')],
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
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='program_under_owner'), dealerships.constraints.Walled(by='dealership', name='program_walled'), dealerships.constraints.SameOwner(field='agreement', name='program_agreement_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='cost_recovery', name='program_cost_recovery_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='additional', name='program_additional_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'title_key'), name='program_title_once')],
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
    ]
