"""The tables of fleet."""

import dealerships.constraints
import dealerships.owners
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import fleet.domain.statuses
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0001_initial'),
        ('dealerships', '0001_initial'),
        ('programs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='VehicleCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('name_key', models.CharField(max_length=40)),
                ('acriss', models.CharField(blank=True, max_length=4)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_category_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_category_walled'), models.UniqueConstraint(fields=('dealership', 'name_key'), name='vehicle_category_name_once')],
            },
        ),
        migrations.CreateModel(
            name='VehicleGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_key', models.CharField(max_length=80)),
                ('archived_at', models.DateTimeField(null=True)),
                ('additional', dealerships.owners.OwnedOneToOne(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='vehicle_group', to='programs.additionalsettings')),
                ('agreement', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.driveragreement')),
                ('cost_recovery', dealerships.owners.OwnedOneToOne(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='vehicle_group', to='billing.costrecovery')),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_group_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_group_walled'), dealerships.constraints.SameOwner(field='agreement', name='vehicle_group_agreement_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='cost_recovery', name='vehicle_group_cost_recovery_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='additional', name='vehicle_group_additional_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'name_key'), name='vehicle_group_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Vehicle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vin', models.CharField(max_length=17)),
                ('stock_number', models.CharField(blank=True, max_length=20)),
                ('plate', models.CharField(blank=True, max_length=12)),
                ('plate_key', models.CharField(blank=True, max_length=12)),
                ('plate_state', models.CharField(blank=True, max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('make', models.CharField(max_length=40)),
                ('model', models.CharField(max_length=80)),
                ('model_key', models.CharField(max_length=80)),
                ('trim', models.CharField(blank=True, max_length=80)),
                ('colour', models.CharField(blank=True, max_length=40)),
                ('energy', models.CharField(choices=[('liquid', 'Fuel'), ('electric', 'Electric'), ('plug_in_hybrid', 'Plug-in hybrid')], default='liquid', max_length=16)),
                ('capacity', models.DecimalField(decimal_places=2, max_digits=6)),
                ('odometer', models.PositiveIntegerField(default=0)),
                ('fuel_level', models.DecimalField(decimal_places=3, default=1, max_digits=4)),
                ('location', models.CharField(blank=True, max_length=120)),
                ('available_on', models.DateField(blank=True, null=True)),
                ('unavailable_on', models.DateField(blank=True, null=True)),
                ('registration_expires_on', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('in_preparation', 'In preparation'), ('staged', 'Staged'), ('rented', 'Rented'), ('returned', 'Returned'), ('hard_hold', 'Hard hold'), ('maintenance', 'Maintenance'), ('shuttle', 'Shuttle'), ('disposed', 'Disposed')], default=fleet.domain.statuses.VehicleStatus['IN_PREPARATION'], max_length=16)),
                ('status_after_return', models.CharField(blank=True, choices=[('in_preparation', 'In preparation'), ('staged', 'Staged'), ('rented', 'Rented'), ('returned', 'Returned'), ('hard_hold', 'Hard hold'), ('maintenance', 'Maintenance'), ('shuttle', 'Shuttle'), ('disposed', 'Disposed')], max_length=16)),
                ('qr', models.CharField(max_length=32)),
                ('readings_at', models.DateTimeField(null=True)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('category', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vehicles', to='fleet.vehiclecategory')),
                ('home_group', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='home_vehicles', to='fleet.vehiclegroup')),
            ],
            options={
                'indexes': [models.Index(fields=['dealership', 'plate_key'], name='vehicle_by_plate')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_walled'), dealerships.constraints.SameOwner(field='category', name='vehicle_category_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='home_group', name='vehicle_home_group_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'vin'), name='vehicle_vin_once'), models.UniqueConstraint(fields=('dealership', 'qr'), name='vehicle_qr_once'), models.CheckConstraint(condition=models.Q(('fuel_level__gte', 0), ('fuel_level__lte', 1)), name='vehicle_fuel_is_a_fraction')],
            },
        ),
        migrations.CreateModel(
            name='GroupVehicle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='also_in', to='fleet.vehicle')),
                ('group', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='also_rows', to='fleet.vehiclegroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='group_vehicle_under_owner'), dealerships.constraints.Walled(by='dealership', name='group_vehicle_walled'), dealerships.constraints.SameOwner(field='group', name='group_vehicle_group_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='vehicle', name='group_vehicle_vehicle_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'group', 'vehicle'), name='group_vehicle_once')],
            },
        ),
        migrations.CreateModel(
            name='VehicleIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.TextField()),
                ('noted_by', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='fleet.vehicle')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['dealership', 'vehicle'], name='vehicle_issue_open')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_issue_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_issue_walled'), dealerships.constraints.SameOwner(field='vehicle', name='vehicle_issue_vehicle_same_owner', owner='dealership')],
            },
        ),
        migrations.CreateModel(
            name='VehiclePosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('latitude', models.DecimalField(decimal_places=6, max_digits=9)),
                ('longitude', models.DecimalField(decimal_places=6, max_digits=9)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='fleet.vehicle')),
            ],
            options={
                'indexes': [models.Index(fields=['dealership', 'vehicle', '-at'], name='vehicle_position_newest')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_position_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_position_walled'), dealerships.constraints.SameOwner(field='vehicle', name='vehicle_position_vehicle_same_owner', owner='dealership')],
            },
        ),
        migrations.CreateModel(
            name='ProgramVehicle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('program', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='vehicle_rows', to='programs.program')),
                ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='program_rows', to='fleet.vehicle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='program_vehicle_under_owner'), dealerships.constraints.Walled(by='dealership', name='program_vehicle_walled'), dealerships.constraints.SameOwner(field='program', name='program_vehicle_program_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='vehicle', name='program_vehicle_vehicle_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'program', 'vehicle'), name='program_vehicle_once')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=80)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('out_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('vehicle', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='fleet.vehicle')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['dealership', 'vehicle', 'starts_at'], name='commitment_open')],
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='commitment_under_owner'), dealerships.constraints.Walled(by='dealership', name='commitment_walled'), dealerships.constraints.SameOwner(field='vehicle', name='commitment_vehicle_same_owner', owner='dealership'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='commitment_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('closed_at__isnull', True)), expressions=[('dealership', '='), ('vehicle', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='commitment_never_overlaps'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('out_at__isnull', False)), fields=('dealership', 'vehicle'), name='vehicle_out_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('dealership', 'about'), name='commitment_one_open_per_loan')],
            },
        ),
    ]
