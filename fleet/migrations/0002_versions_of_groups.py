"""Public codes of vehicle groups, and every version of them."""

import dealerships.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import programs.domain.codes
from django.db import migrations, models

# The default of a new column is worked out for every row that is there.
DRAWN = "upper(translate(substr(md5(random()::text), 1, 7), '01ae', 'wxyz'))"
# Rows that were there before have their first version now; the wall would hide them from the owner too.
FIRST_VERSIONS = [
    'ALTER TABLE "fleet_vehiclegroup" NO FORCE ROW LEVEL SECURITY',
    '''INSERT INTO "fleet_vehiclegroupversion" ("additional_id", "agreement_id", "archived_at", "code", "cost_recovery_id", "dealership_id", "id", "name", "name_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label")
       SELECT "additional_id", "agreement_id", "archived_at", "code", "cost_recovery_id", "dealership_id", "id", "name", "name_key", NULL, NULL, CLOCK_TIMESTAMP(), 'insert' FROM "fleet_vehiclegroup"''',
    'ALTER TABLE "fleet_vehiclegroup" FORCE ROW LEVEL SECURITY',
]


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0004_versions_of_settings'),
        ('dealerships', '0003_api_tokens'),
        ('fleet', '0001_initial'),
        ('programs', '0003_versions_of_programs'),
    ]

    operations = [
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
                'indexes': [
                    models.Index(fields=['dealership', 'id'], name='vehicle_group_version_of'),
                ],
                'constraints': [
                    dealerships.constraints.Walled(by='dealership', name='vehicle_group_version_walled'),
                    dealerships.constraints.AppendOnly(name='vehicle_group_version_append_only'),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        f'ALTER TABLE fleet_vehiclegroup ADD COLUMN code varchar(12) NOT NULL DEFAULT {DRAWN}',
                        'ALTER TABLE fleet_vehiclegroup ALTER COLUMN code DROP DEFAULT',
                    ],
                    ['ALTER TABLE fleet_vehiclegroup DROP COLUMN code'],
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name='vehiclegroup',
                    name='code',
                    field=models.CharField(default=programs.domain.codes.public_code, max_length=12),
                )
            ],
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
        migrations.AddConstraint(
            model_name='vehiclegroup',
            constraint=models.UniqueConstraint(fields=('dealership', 'code'), name='vehicle_group_code_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vehiclegroupversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e4bfe798af196eb3f6755f0c8355a059a8a6cc1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_536f9', table='fleet_vehiclegroupversion', when='BEFORE')),
        ),
        migrations.RunSQL(FIRST_VERSIONS, reverse_sql=migrations.RunSQL.noop),
    ]
