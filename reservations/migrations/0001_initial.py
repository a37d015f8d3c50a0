"""The tables of reservations."""

import dealerships.constraints
import dealerships.owners
import django.db.models.deletion
import reservations.domain.lifecycle
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('dealerships', '0001_initial'),
        ('fleet', '0001_initial'),
        ('programs', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Reservation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12)),
                    ('preferred_model', models.CharField(blank=True, max_length=80)),
                    ('status', models.CharField(choices=[('booked', 'Booked'), ('pending', 'Pending'), ('started', 'Started'), ('finished', 'Finished'), ('cancelled', 'Cancelled'), ('no_show', 'No show'), ('voided', 'Voided')], default=reservations.domain.lifecycle.Status['BOOKED'], max_length=10)),
                    ('pickup_at', models.DateTimeField()),
                    ('dropoff_at', models.DateTimeField()),
                    ('repair_order', models.CharField(blank=True, max_length=20)),
                    ('service_vin', models.CharField(blank=True, max_length=17)),
                    ('channel', models.CharField(choices=[('staff', 'Staff'), ('lexus_app', 'Lexus App'), ('api', 'API')], max_length=10)),
                    ('external_id', models.CharField(blank=True, max_length=80)),
                    ('notes', models.TextField(blank=True)),
                    ('alert', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('advisor', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.staff')),
                    ('category', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehiclecategory')),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('group', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fleet.vehiclegroup')),
                    ('program', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.program')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('status__in', [reservations.domain.lifecycle.Status['BOOKED'], reservations.domain.lifecycle.Status['PENDING'], reservations.domain.lifecycle.Status['STARTED']])), fields=['dealership', 'pickup_at'], name='reservation_open_by_pickup'), models.Index(fields=['dealership', '-pickup_at', '-id'], name='reservation_newest_first'), models.Index(fields=['dealership', 'customer', '-pickup_at'], name='reservation_by_customer')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='reservation_under_owner'), dealerships.constraints.Walled(by='dealership', name='reservation_walled'), dealerships.constraints.SameOwner(field='customer', name='reservation_customer_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='group', name='reservation_group_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='program', name='reservation_program_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='category', name='reservation_category_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='advisor', name='reservation_advisor_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'code'), name='reservation_code_once'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('dealership', 'external_id'), name='reservation_external_id_once'), models.CheckConstraint(condition=models.Q(('dropoff_at__gt', models.F('pickup_at'))), name='reservation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('group__isnull', True), ('program__isnull', True), _connector='XOR'), name='reservation_for_a_group_or_a_program')],
                },
            ),
            migrations.CreateModel(
                name='AdditionalDriver',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('reservation', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='additional_drivers', to='reservations.reservation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='additional_driver_under_owner'), dealerships.constraints.Walled(by='dealership', name='additional_driver_walled'), dealerships.constraints.SameOwner(field='reservation', name='additional_driver_reservation_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='customer', name='additional_driver_customer_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'reservation', 'position'), name='additional_driver_once'), models.CheckConstraint(condition=models.Q(('position__lte', 2)), name='additional_driver_at_most_two')],
                },
            ),
        ]),
    ]
