"""The tables of the card processor."""

import dealerships.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dealerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcessorEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.CharField(max_length=80)),
                ('type', models.CharField(max_length=80)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('received_at', models.DateTimeField()),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='processor_event_under_owner'), dealerships.constraints.Walled(by='dealership', name='processor_event_walled'), models.UniqueConstraint(fields=('dealership', 'event_id'), name='processor_event_once')],
            },
        ),
    ]
