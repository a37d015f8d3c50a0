"""Imports of vehicles, changes of groups and programs that can be undone, notes of vehicles."""

import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
import programs.domain.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dealerships', '0003_api_tokens'),
        ('fleet', '0002_versions_of_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='vehicle',
            name='notes',
            field=models.TextField(blank=True, default=''),
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
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='regrouping_under_owner'), dealerships.constraints.Walled(by='dealership', name='regrouping_walled'), models.UniqueConstraint(fields=('dealership', 'code'), name='regrouping_code_once')],
            },
        ),
    ]
