"""The tables of customers."""

import customers.domain.messages
import customers.domain.setups
import customers.models.surviving
import dealerships.constraints
import dealerships.owners
import dealerships.vault
import django.db.models.deletion
from dealerships.tables import Tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dealerships', '0001_initial'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Customer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12)),
                    ('first_name', models.CharField(max_length=80)),
                    ('last_name', models.CharField(max_length=80)),
                    ('name_key', models.CharField(max_length=160)),
                    ('last_name_key', models.CharField(max_length=80)),
                    ('phone', models.CharField(blank=True, max_length=16)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('email_key', models.CharField(blank=True, max_length=254)),
                    ('language', models.CharField(default='en-us', max_length=10)),
                    ('street', models.CharField(blank=True, max_length=120)),
                    ('city', models.CharField(blank=True, max_length=80)),
                    ('state', models.CharField(blank=True, max_length=10)),
                    ('postal_code', models.CharField(blank=True, max_length=12)),
                    ('country', models.CharField(default='US', max_length=2)),
                    ('employer', models.CharField(blank=True, max_length=120)),
                    ('do_not_rent_reason', models.TextField(blank=True)),
                    ('do_not_rent_by', models.CharField(blank=True, max_length=120)),
                    ('do_not_rent_at', models.DateTimeField(blank=True, null=True)),
                    ('created_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('survivor', dealerships.owners.OwnedKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='customers.customer')),
                    ('erased_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'last_name_key'], name='customer_by_last_name'), models.Index(fields=['dealership', 'name_key'], name='customer_by_name'), models.Index(fields=['dealership', 'phone'], name='customer_by_phone'), models.Index(fields=['dealership', 'email_key'], name='customer_by_email')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='customer_under_owner'), dealerships.constraints.Walled(by='dealership', name='customer_walled'), dealerships.constraints.SameOwner(field='survivor', name='customer_survivor_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'code'), name='customer_code_once'), models.CheckConstraint(condition=models.Q(('survivor', models.F('id')), _negated=True), name='customer_survives_another'), customers.models.surviving.OneLevel(field='survivor', name='customer_survivor_stands')],
                },
            ),
            migrations.CreateModel(
                name='Apart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by_name', models.CharField(max_length=120)),
                    ('at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('one', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('other', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='apart_under_owner'), dealerships.constraints.Walled(by='dealership', name='apart_walled'), dealerships.constraints.SameOwner(field='one', name='apart_one_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='other', name='apart_other_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'one', 'other'), name='apart_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='apart_older_first')],
                },
            ),
            migrations.CreateModel(
                name='Card',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.CharField(max_length=60)),
                    ('processor_customer', models.CharField(max_length=60)),
                    ('payment_method', models.CharField(max_length=60)),
                    ('brand', models.CharField(max_length=20)),
                    ('last_four', models.CharField(max_length=4)),
                    ('expires_month', models.PositiveSmallIntegerField()),
                    ('expires_year', models.PositiveSmallIntegerField()),
                    ('preferred', models.BooleanField(default=False)),
                    ('source', models.CharField(choices=[('staff', 'Staff'), ('guest', 'Guest'), ('lexus_app', 'Lexus App'), ('api', 'API')], max_length=10)),
                    ('added_at', models.DateTimeField()),
                    ('removed_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='customers.customer')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='card_under_owner'), dealerships.constraints.Walled(by='dealership', name='card_walled'), dealerships.constraints.SameOwner(field='customer', name='card_customer_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'account', 'payment_method'), name='card_once'), models.UniqueConstraint(condition=models.Q(('preferred', True), ('removed_at__isnull', True)), fields=('dealership', 'customer'), name='card_one_preferred')],
                },
            ),
            migrations.CreateModel(
                name='CardSetup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('state', models.CharField(choices=[('wanted', 'Wanted'), ('open', 'Open'), ('succeeded', 'Succeeded'), ('failed', 'Failed')], default=customers.domain.setups.SetupState['WANTED'], max_length=10)),
                    ('account', models.CharField(max_length=60)),
                    ('session', models.CharField(blank=True, max_length=120)),
                    ('url', models.URLField(blank=True, max_length=2000)),
                    ('return_path', models.CharField(max_length=200)),
                    ('reason', models.TextField(blank=True)),
                    ('wanted_at', models.DateTimeField()),
                    ('card', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.card')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='card_setups', to='customers.customer')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'session'], name='card_setup_by_session')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='card_setup_under_owner'), dealerships.constraints.Walled(by='dealership', name='card_setup_walled'), dealerships.constraints.SameOwner(field='customer', name='card_setup_customer_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='card', name='card_setup_card_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'code'), name='card_setup_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Insurance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('carrier', models.CharField(max_length=120)),
                    ('policy_number', dealerships.vault.SealedTextField()),
                    ('expires_on', models.DateField()),
                    ('source', models.CharField(choices=[('staff', 'Staff'), ('guest', 'Guest'), ('lexus_app', 'Lexus App'), ('api', 'API')], max_length=10)),
                    ('recorded_at', models.DateTimeField()),
                    ('replaced_at', models.DateTimeField(null=True)),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='insurances', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='insurance_under_owner'), dealerships.constraints.Walled(by='dealership', name='insurance_walled'), dealerships.constraints.SameOwner(field='customer', name='insurance_customer_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('dealership', 'customer'), name='insurance_one_current')],
                },
            ),
            migrations.CreateModel(
                name='Licence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', dealerships.vault.SealedTextField()),
                    ('number_index', models.CharField(max_length=64)),
                    ('last_four', models.CharField(max_length=4)),
                    ('state', models.CharField(blank=True, max_length=10)),
                    ('country', models.CharField(default='US', max_length=2)),
                    ('date_of_birth', dealerships.vault.SealedDateField(null=True)),
                    ('expires_on', models.DateField(null=True)),
                    ('source', models.CharField(choices=[('staff', 'Staff'), ('guest', 'Guest'), ('lexus_app', 'Lexus App'), ('api', 'API')], max_length=10)),
                    ('recorded_at', models.DateTimeField()),
                    ('replaced_at', models.DateTimeField(null=True)),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'number_index'], name='licence_by_number')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='licence_under_owner'), dealerships.constraints.Walled(by='dealership', name='licence_walled'), dealerships.constraints.SameOwner(field='customer', name='licence_customer_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('dealership', 'customer'), name='licence_one_current')],
                },
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by_name', models.CharField(max_length=120)),
                    ('before', models.JSONField(default=dict)),
                    ('taken', models.JSONField(default=dict)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('duplicate', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                    ('former_insurance', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.insurance')),
                    ('former_licence', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.licence')),
                    ('insurance', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.insurance')),
                    ('licence', dealerships.owners.OwnedKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.licence')),
                    ('survivor', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='customers.customer')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'survivor'], name='merge_by_survivor')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='merge_under_owner'), dealerships.constraints.Walled(by='dealership', name='merge_walled'), dealerships.constraints.SameOwner(field='survivor', name='merge_survivor_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='duplicate', name='merge_duplicate_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='licence', name='merge_licence_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='former_licence', name='merge_former_licence_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='insurance', name='merge_insurance_same_owner', owner='dealership'), dealerships.constraints.SameOwner(field='former_insurance', name='merge_former_insurance_same_owner', owner='dealership'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('dealership', 'duplicate'), name='merge_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('channel', models.CharField(choices=[('sms', 'Text'), ('email', 'Email')], max_length=5)),
                    ('to', models.CharField(max_length=254)),
                    ('subject', models.CharField(blank=True, max_length=200)),
                    ('text', models.TextField()),
                    ('cause', models.CharField(max_length=30)),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('state', models.CharField(choices=[('queued', 'Queued'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('failed', 'Failed'), ('unknown', 'Not known yet')], default=customers.domain.messages.MessageState['QUEUED'], max_length=10)),
                    ('vendor_id', models.CharField(blank=True, max_length=64)),
                    ('reason', models.TextField(blank=True)),
                    ('queued_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('delivered_at', models.DateTimeField(null=True)),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'about', '-id'], name='message_about'), models.Index(fields=['dealership', 'vendor_id'], name='message_by_vendor_id')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='message_under_owner'), dealerships.constraints.Walled(by='dealership', name='message_walled'), dealerships.constraints.SameOwner(field='customer', name='message_customer_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'code'), name='message_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('author', models.CharField(max_length=120)),
                    ('at', models.DateTimeField()),
                    ('text', models.TextField()),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='note_rows', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'customer', '-id'], name='customer_note_newest_first')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='customer_note_under_owner'), dealerships.constraints.Walled(by='dealership', name='customer_note_walled'), dealerships.constraints.SameOwner(field='customer', name='customer_note_customer_same_owner', owner='dealership')],
                },
            ),
            migrations.CreateModel(
                name='OptOut',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('phone', models.CharField(max_length=16)),
                    ('at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='opt_out_under_owner'), dealerships.constraints.Walled(by='dealership', name='opt_out_walled'), models.UniqueConstraint(fields=('dealership', 'phone'), name='opt_out_once')],
                },
            ),
            migrations.CreateModel(
                name='Suggestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('who', models.CharField(max_length=40)),
                    ('part', models.CharField(choices=[('name', 'Name'), ('phone', 'Phone'), ('email', 'Email'), ('licence', 'Licence'), ('insurance', 'Insurance')], max_length=10)),
                    ('value', dealerships.vault.SealedTextField()),
                    ('said_at', models.DateTimeField()),
                    ('kept_ours_at', models.DateTimeField(null=True)),
                    ('customer', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='customers.customer')),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='suggestion_under_owner'), dealerships.constraints.Walled(by='dealership', name='suggestion_walled'), dealerships.constraints.SameOwner(field='customer', name='suggestion_customer_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'customer', 'part'), name='suggestion_one_a_part')],
                },
            ),
        ]),
    ]
