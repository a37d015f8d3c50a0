"""What the app's categories mean, and every attempt at telling the partner."""

import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dealerships', '0001_initial'),
        ('fleet', '0001_initial'),
        ('lexus_app', '0002_inbound_worked'),
    ]

    operations = [
        migrations.CreateModel(
            name='CategoryMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_key', models.CharField(max_length=80)),
                ('category', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehiclecategory')),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_category_under_owner'),
                    dealerships.constraints.Walled(by='dealership', name='lexus_category_walled'),
                    dealerships.constraints.SameOwner(field='category', name='lexus_category_category_same_owner', owner='dealership'),
                    models.UniqueConstraint(fields=('dealership', 'name_key'), name='lexus_category_name_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutboundAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=200)),
                ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ('message', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='lexus_app.outboundmessage')),
            ],
            options={
                'indexes': [models.Index(fields=['dealership', 'message'], name='lexus_attempt_of_message')],
                'constraints': [
                    models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_attempt_under_owner'),
                    dealerships.constraints.Walled(by='dealership', name='lexus_attempt_walled'),
                    dealerships.constraints.SameOwner(field='message', name='lexus_attempt_message_same_owner', owner='dealership'),
                ],
            },
        ),
        migrations.AddField(
            model_name='connection',
            name='token_ending',
            field=models.CharField(blank=True, max_length=4),
        ),
        migrations.AddField(
            model_name='connection',
            name='token_used_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='inboundmessage',
            index=models.Index(condition=models.Q(('state', 'needs_attention')), fields=['dealership', '-received_at'], name='lexus_inbound_attention'),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(condition=models.Q(('delivered_at__isnull', True)), fields=['dealership', 'id'], name='lexus_outbound_undelivered'),
        ),
    ]
