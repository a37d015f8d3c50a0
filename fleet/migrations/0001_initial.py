"""The tables of fleet, with every version of its groups."""

import dealerships.constraints
import dealerships.owners
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import fleet.domain.statuses
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
        ('programs', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Regrouping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                    ('at', models.DateTimeField()),
                    ('by_name', models.CharField(max_length=120)),
                    ('before', models.JSONField(default=dict)),
                    ('after', models.JSONField(default=dict)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('refused', models.JSONField(default=list)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='regrouping_under_owner'), dealerships.constraints.Walled(by='dealership', name='regrouping_walled'), models.UniqueConstraint(fields=('dealership', 'code'), name='regrouping_code_once')],
                },
            ),
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
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_group_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_group_walled'), dealerships.constraints.SameOwner(field='agreement', name='vehicle_group_agreement_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='cost_recovery', name='vehicle_group_cost_recovery_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='additional', name='vehicle_group_additional_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'code'), name='vehicle_group_code_once'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True)), fields=('dealership', 'name_key'), name='vehicle_group_name_once')],
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
                    ('notes', models.TextField(blank=True, default='')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'plate_key'], name='vehicle_by_plate')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_walled'), dealerships.constraints.SameOwner(field='category', name='vehicle_category_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='home_group', name='vehicle_home_group_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'vin'), name='vehicle_vin_once'), models.UniqueConstraint(fields=('dealership', 'qr'), name='vehicle_qr_once'), models.CheckConstraint(condition=models.Q(('fuel_level__gte', 0), ('fuel_level__lte', 1)), name='vehicle_fuel_is_a_fraction')],
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
                name='VehicleImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                    ('file_name', models.CharField(max_length=120)),
                    ('head', models.JSONField(default=list)),
                    ('columns', models.JSONField(default=dict)),
                    ('corrections', models.JSONField(default=dict)),
                    ('read_at', models.DateTimeField()),
                    ('read_by', models.CharField(max_length=120)),
                    ('imported_at', models.DateTimeField(null=True)),
                    ('imported_by', models.CharField(blank=True, max_length=120)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('undone_by', models.CharField(blank=True, max_length=120)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_import_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_import_walled'), models.UniqueConstraint(fields=('dealership', 'code'), name='vehicle_import_code_once')],
                },
            ),
            migrations.CreateModel(
                name='VehicleImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('line', models.PositiveIntegerField()),
                    ('cells', models.JSONField(default=list)),
                    ('vin', models.CharField(blank=True, max_length=40)),
                    ('label', models.CharField(blank=True, max_length=140)),
                    ('fate', models.CharField(choices=[('added', 'Added'), ('changed', 'Changed'), ('unchanged', 'Nothing to do'), ('refused', 'Refused')], max_length=10)),
                    ('why', models.TextField(blank=True)),
                    ('offer', models.JSONField(default=list)),
                    ('before', models.JSONField(null=True)),
                    ('after', models.JSONField(null=True)),
                    ('kept_because', models.TextField(blank=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('file', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='fleet.vehicleimport')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='vehicle_import_row_under_owner'), dealerships.constraints.Walled(by='dealership', name='vehicle_import_row_walled'), dealerships.constraints.SameOwner(field='file', name='vehicle_import_row_file_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'file', 'line'), name='vehicle_import_row_once')],
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
                name='VehicleGroupVersion',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('agreement', models.BigIntegerField(db_column='agreement_id', null=True)),
                    ('cost_recovery', models.BigIntegerField(db_column='cost_recovery_id')),
                    ('additional', models.BigIntegerField(db_column='additional_id')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(default=programs.domain.codes.public_code, max_length=12)),
                    ('name', models.CharField(max_length=80)),
                    ('name_key', models.CharField(max_length=80)),
                    ('archived_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['dealership', 'id'], name='vehicle_group_version_of')],
                    'constraints': [dealerships.constraints.Walled(by='dealership', name='vehicle_group_version_walled'), dealerships.constraints.AppendOnly(name='vehicle_group_version_append_only')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='vehiclegroup',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "fleet_vehiclegroupversion" ("additional_id", "agreement_id", "archived_at", "code", "cost_recovery_id", "dealership_id", "id", "name", "name_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."additional_id", NEW."agreement_id", NEW."archived_at", NEW."code", NEW."cost_recovery_id", NEW."dealership_id", NEW."id", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\'); RETURN NULL;', hash='0edd6b389f312c5807f6810f7995ec38842aad69', operation='INSERT', pgid='pgtrigger_insert_insert_83f42', table='fleet_vehiclegroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='vehiclegroup',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "fleet_vehiclegroupversion" ("additional_id", "agreement_id", "archived_at", "code", "cost_recovery_id", "dealership_id", "id", "name", "name_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."additional_id", NEW."agreement_id", NEW."archived_at", NEW."code", NEW."cost_recovery_id", NEW."dealership_id", NEW."id", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\'); RETURN NULL;', hash='e12cddddaf3043594f1f85bc666c8b75f03b3293', operation='UPDATE', pgid='pgtrigger_update_update_f962e', table='fleet_vehiclegroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='vehiclegroup',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "fleet_vehiclegroupversion" ("additional_id", "agreement_id", "archived_at", "code", "cost_recovery_id", "dealership_id", "id", "name", "name_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."additional_id", OLD."agreement_id", OLD."archived_at", OLD."code", OLD."cost_recovery_id", OLD."dealership_id", OLD."id", OLD."name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\'); RETURN NULL;', hash='95ba9eee274346468a101c432864be8a7d0ede94', operation='DELETE', pgid='pgtrigger_delete_delete_e61c9', table='fleet_vehiclegroup', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='vehiclegroupversion',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e4bfe798af196eb3f6755f0c8355a059a8a6cc1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_536f9', table='fleet_vehiclegroupversion', when='BEFORE')),
            ),
        ]),
    ]
