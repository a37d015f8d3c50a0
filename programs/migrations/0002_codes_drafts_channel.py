"""Public codes of programs and agreements, drafts of agreements, the channel of a program."""

import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
import programs.domain.codes
from django.db import migrations, models


def code_for_each_row(model):
    """
    A column of codes. Rows that are there already get one each: under forced row security no data migration would see
    them, but the default of a new column is worked out for every row.
    """
    table = f'programs_{model}'
    drawn = "upper(translate(substr(md5(random()::text), 1, 7), '01ae', 'wxyz'))"
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                [
                    f'ALTER TABLE {table} ADD COLUMN code varchar(12) NOT NULL DEFAULT {drawn}',
                    f'ALTER TABLE {table} ALTER COLUMN code DROP DEFAULT',
                ],
                [f'ALTER TABLE {table} DROP COLUMN code'],
            )
        ],
        state_operations=[
            migrations.AddField(
                model_name=model,
                name='code',
                field=models.CharField(default=programs.domain.codes.public_code, max_length=12),
            )
        ],
    )


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0001_initial'),
    ]

    operations = [
        code_for_each_row('driveragreement'),
        code_for_each_row('program'),
        migrations.AddField(
            model_name='program',
            name='channel',
            field=models.CharField(blank=True, choices=[('', 'Any'), ('lexus_app', 'Lexus App'), ('staff', 'Staff'), ('api', 'API')], default='', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='driveragreement',
            constraint=models.UniqueConstraint(fields=('dealership', 'code'), name='driver_agreement_code_once'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.UniqueConstraint(fields=('dealership', 'code'), name='program_code_once'),
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
    ]
