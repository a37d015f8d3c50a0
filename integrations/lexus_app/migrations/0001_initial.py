"""The tables of the Lexus App."""

import dealerships.constraints
import dealerships.owners
import dealerships.vault
import django.db.models.deletion
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('dealerships', '0001_initial'),
        ('fleet', '0001_initial'),
    ]

    operations = [
        Tables([
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
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_category_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_category_walled'), dealerships.constraints.SameOwner(field='category', name='lexus_category_category_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'name_key'), name='lexus_category_name_once')],
                },
            ),
            migrations.CreateModel(
                name='Connection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(max_length=43)),
                    ('endpoint', models.URLField(blank=True, max_length=500)),
                    ('outbound_secret', dealerships.vault.SealedTextField(blank=True)),
                    ('endpoint_off_at', models.DateTimeField(null=True)),
                    ('rate_per_second', models.PositiveSmallIntegerField(default=50)),
                    ('burst', models.PositiveSmallIntegerField(default=200)),
                    ('refused_count', models.PositiveIntegerField(default=0)),
                    ('created_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('token_ending', models.CharField(blank=True, max_length=4)),
                    ('token_used_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_connection_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_connection_walled'), models.UniqueConstraint(fields=('dealership',), name='lexus_connection_one'), models.UniqueConstraint(fields=('dealership', 'public_id'), name='lexus_connection_public_id_once')],
                },
            ),
            migrations.CreateModel(
                name='Arrival',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('connection', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lexus_app.connection')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'connection', 'at'], name='lexus_arrival_by_time')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_arrival_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_arrival_walled'), dealerships.constraints.SameOwner(field='connection', name='lexus_arrival_connection_same_owner', owner='dealership')],
                },
            ),
            migrations.CreateModel(
                name='InboundMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('webhook_id', models.CharField(max_length=200)),
                    ('body', dealerships.vault.SealedTextField()),
                    ('body_digest', models.CharField(max_length=64)),
                    ('type', models.CharField(max_length=60)),
                    ('reservation_id', models.CharField(blank=True, max_length=80)),
                    ('version', models.PositiveBigIntegerField(null=True)),
                    ('told_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('accepted', 'Accepted'), ('applied', 'Applied'), ('stale', 'Stale, nothing to do'), ('ignored', 'Ignored'), ('needs_attention', 'Needs attention'), ('dismissed', 'Dismissed')], default='accepted', max_length=16)),
                    ('reason', models.TextField(blank=True)),
                    ('worked_at', models.DateTimeField(null=True)),
                    ('connection', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='inbound', to='lexus_app.connection')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', '-received_at'], name='lexus_inbound_newest_first'), models.Index(fields=['dealership', 'reservation_id'], name='lexus_inbound_by_reservation'), models.Index(condition=models.Q(('state', 'needs_attention')), fields=['dealership', '-received_at'], name='lexus_inbound_attention')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_inbound_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_inbound_walled'), dealerships.constraints.SameOwner(field='connection', name='lexus_inbound_connection_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'connection', 'webhook_id'), name='lexus_inbound_id_once')],
                },
            ),
            migrations.CreateModel(
                name='InboundSecret',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret', dealerships.vault.SealedTextField()),
                    ('created_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(null=True)),
                    ('last_used_at', models.DateTimeField(null=True)),
                    ('connection', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='secrets', to='lexus_app.connection')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_inbound_secret_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_inbound_secret_walled'), dealerships.constraints.SameOwner(field='connection', name='lexus_inbound_secret_connection_same_owner', owner='dealership')],
                },
            ),
            migrations.CreateModel(
                name='OutboundMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('webhook_id', models.CharField(max_length=60)),
                    ('type', models.CharField(max_length=60)),
                    ('reservation_id', models.CharField(max_length=80)),
                    ('body', models.TextField()),
                    ('created_at', models.DateTimeField()),
                    ('delivered_at', models.DateTimeField(null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('last_answer', models.CharField(blank=True, max_length=200)),
                    ('connection', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='outbound', to='lexus_app.connection')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', '-created_at'], name='lexus_outbound_newest_first'), models.Index(condition=models.Q(('delivered_at__isnull', True)), fields=['dealership', 'id'], name='lexus_outbound_undelivered')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_outbound_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_outbound_walled'), dealerships.constraints.SameOwner(field='connection', name='lexus_outbound_connection_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'webhook_id'), name='lexus_outbound_id_once')],
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
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_attempt_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_attempt_walled'), dealerships.constraints.SameOwner(field='message', name='lexus_attempt_message_same_owner', owner='dealership')],
                },
            ),
            migrations.CreateModel(
                name='PartnerGuest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('guest_id', models.CharField(max_length=120)),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_guest_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_guest_walled'), dealerships.constraints.SameOwner(field='customer', name='lexus_guest_customer_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'guest_id'), name='lexus_guest_once')],
                },
            ),
            migrations.CreateModel(
                name='PartnerProfile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('told', dealerships.vault.SealedTextField(default='{}')),
                    ('customer', dealerships.owners.OwnedOneToOne(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='told_by_the_app', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_profile_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_profile_walled'), dealerships.constraints.SameOwner(field='customer', name='lexus_profile_customer_same_owner', owner='dealership')],
                },
            ),
            migrations.CreateModel(
                name='PartnerReservation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reservation_id', models.CharField(max_length=80)),
                    ('version', models.PositiveBigIntegerField()),
                    ('cancelled', models.BooleanField(default=False)),
                    ('code', models.CharField(blank=True, max_length=12)),
                    ('updated_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('details_version', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='lexus_reservation_under_owner'), dealerships.constraints.Walled(by='dealership', name='lexus_reservation_walled'), models.UniqueConstraint(fields=('dealership', 'reservation_id'), name='lexus_reservation_once')],
                },
            ),
        ]),
    ]
