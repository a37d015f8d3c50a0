"""The tables of contracts."""

import dealerships.amounts
import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0001_initial'),
        ('customers', '0001_initial'),
        ('dealerships', '0001_initial'),
        ('fleet', '0001_initial'),
        ('programs', '0001_initial'),
        ('reservations', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Contract',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('issues_seen_at', models.DateTimeField(null=True)),
                    ('odometer_out', models.PositiveIntegerField(null=True)),
                    ('fuel_out', models.DecimalField(decimal_places=3, max_digits=4, null=True)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('rate_override', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12, null=True)),
                    ('overrides', models.JSONField(default=dict)),
                    ('covered_days', models.PositiveSmallIntegerField(default=0)),
                    ('actual_pickup_at', models.DateTimeField(null=True)),
                    ('actual_dropoff_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('group', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehiclegroup')),
                    ('hold', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.hold')),
                    ('invoice', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.invoice')),
                    ('reservation', dealerships.owners.OwnedOneToOne(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='reservations.reservation')),
                    ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehicle')),
                    ('mark', models.TextField(blank=True, default='')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='contract_under_owner'), dealerships.constraints.Walled(by='dealership', name='contract_walled'), dealerships.constraints.SameOwner(field='reservation', name='contract_reservation_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='group', name='contract_group_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='vehicle', name='contract_vehicle_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='hold', name='contract_hold_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='invoice', name='contract_invoice_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('invoice__isnull', False)), fields=('dealership', 'invoice'), name='contract_one_invoice')],
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('agreement', 'Agreement'), ('receipt', 'Receipt')], max_length=10)),
                    ('path', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField()),
                    ('sealed_at', models.DateTimeField()),
                    ('contract', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='contracts.contract')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='document_under_owner'), dealerships.constraints.Walled(by='dealership', name='document_walled'), dealerships.constraints.SameOwner(field='contract', name='document_contract_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'contract', 'kind'), name='document_kind_once')],
                },
            ),
            migrations.CreateModel(
                name='FrozenTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('terms', models.JSONField()),
                    ('shown', models.JSONField()),
                    ('body', models.TextField()),
                    ('digest', models.CharField(max_length=64)),
                    ('frozen_at', models.DateTimeField()),
                    ('voided_at', models.DateTimeField(null=True)),
                    ('voided_because', models.CharField(blank=True, max_length=200)),
                    ('agreement_version', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.agreementversion')),
                    ('contract', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='contracts.contract')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehicle')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='frozen_terms_under_owner'), dealerships.constraints.Walled(by='dealership', name='frozen_terms_walled'), dealerships.constraints.SameOwner(field='contract', name='frozen_terms_contract_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='agreement_version', name='frozen_terms_agreement_version_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='vehicle', name='frozen_terms_vehicle_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('dealership', 'contract'), name='frozen_terms_one_in_force')],
                },
            ),
            migrations.CreateModel(
                name='AcceptedTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('text', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('origin', models.CharField(blank=True, max_length=120)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('driver', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('frozen', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='contracts.frozenterms')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='accepted_term_under_owner'), dealerships.constraints.Walled(by='dealership', name='accepted_term_walled'), dealerships.constraints.SameOwner(field='frozen', name='accepted_term_frozen_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='driver', name='accepted_term_driver_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'frozen', 'driver', 'position'), name='accepted_term_once')],
                },
            ),
            migrations.CreateModel(
                name='GuestLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64)),
                    ('purpose', models.CharField(choices=[('profile', 'Profile, card, agreement and signature'), ('documents', 'Agreement and receipt')], max_length=10)),
                    ('created_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('wrong_answers', models.PositiveSmallIntegerField(default=0)),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('reservation', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='reservations.reservation')),
                    ('driver', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='guest_link_under_owner'), dealerships.constraints.Walled(by='dealership', name='guest_link_walled'), dealerships.constraints.SameOwner(field='reservation', name='guest_link_reservation_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='driver', name='guest_link_driver_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'token_hash'), name='guest_link_token_once')],
                },
            ),
            migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('out_at', models.DateTimeField()),
                    ('odometer_out', models.PositiveIntegerField()),
                    ('fuel_out', models.DecimalField(decimal_places=3, max_digits=4)),
                    ('in_at', models.DateTimeField(null=True)),
                    ('odometer_in', models.PositiveIntegerField(null=True)),
                    ('fuel_in', models.DecimalField(decimal_places=3, max_digits=4, null=True)),
                    ('contract', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='contracts.contract')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehicle')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='handover_under_owner'), dealerships.constraints.Walled(by='dealership', name='handover_walled'), dealerships.constraints.SameOwner(field='contract', name='handover_contract_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='vehicle', name='handover_vehicle_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'contract', 'position'), name='handover_position_once'), models.CheckConstraint(condition=models.Q(('odometer_in__isnull', True), ('odometer_in__gte', models.F('odometer_out')), _connector='OR'), name='handover_odometer_never_runs_backwards')],
                },
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('method', models.CharField(choices=[('drawn', 'Drawn'), ('typed', 'Typed'), ('paper', 'On paper')], max_length=6)),
                    ('name', models.CharField(max_length=160)),
                    ('drawing', models.TextField(blank=True)),
                    ('consent', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('origin', models.CharField(blank=True, max_length=120)),
                    ('device', models.CharField(blank=True, max_length=300)),
                    ('witness', models.CharField(blank=True, max_length=120)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('driver', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('frozen', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='contracts.frozenterms')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='signature_under_owner'), dealerships.constraints.Walled(by='dealership', name='signature_walled'), dealerships.constraints.SameOwner(field='frozen', name='signature_frozen_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='driver', name='signature_driver_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'frozen', 'driver'), name='signature_once')],
                },
            ),
            migrations.CreateModel(
                name='StaffCharge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('code', models.CharField(max_length=40)),
                    ('credits', models.CharField(blank=True, max_length=60)),
                    ('currency', dealerships.amounts.CurrencyCodeField(default='USD', max_length=3)),
                    ('amount', dealerships.amounts.AmountField(currency_field_name='currency', decimal_places=4, max_digits=12)),
                    ('taxable', models.BooleanField(default=False)),
                    ('description', models.CharField(max_length=200)),
                    ('by_name', models.CharField(max_length=120)),
                    ('at', models.DateTimeField()),
                    ('contract', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='contracts.contract')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='staff_charge_under_owner'), dealerships.constraints.Walled(by='dealership', name='staff_charge_walled'), dealerships.constraints.SameOwner(field='contract', name='staff_charge_contract_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'contract', 'position'), name='staff_charge_position_once')],
                },
            ),
        ]),
    ]
