"""The tables of dealerships, and of the cache."""

import dealerships.constraints
import dealerships.domain.effects
import dealerships.owners
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from dealerships.tables import Tables
from django.db import migrations, models

# The table of Django's database cache: the rate limits of sign-in.
CACHE = """
    CREATE TABLE IF NOT EXISTS django_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX IF NOT EXISTS django_cache_expires ON django_cache (expires);
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='DealerGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                ],
            ),
            migrations.CreateModel(
                name='Dealership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('slug', models.SlugField(max_length=40, unique=True)),
                    ('dealer_code', models.CharField(max_length=20, unique=True)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('street', models.CharField(blank=True, max_length=120)),
                    ('city', models.CharField(blank=True, max_length=80)),
                    ('state', models.CharField(blank=True, max_length=10)),
                    ('postal_code', models.CharField(blank=True, max_length=12)),
                    ('country', models.CharField(default='US', max_length=2)),
                    ('time_zone', models.CharField(default='America/Chicago', max_length=50)),
                    ('currency', models.CharField(default='USD', max_length=3)),
                    ('distance_unit', models.CharField(choices=[('mi', 'miles'), ('km', 'kilometres')], default='mi', max_length=2)),
                    ('fuel_unit', models.CharField(choices=[('gal', 'gallons'), ('L', 'litres')], default='gal', max_length=3)),
                    ('language', models.CharField(default='en-us', max_length=10)),
                    ('guest_channel', models.CharField(choices=[('sms', 'Text message'), ('email', 'Email')], default='sms', max_length=5)),
                    ('opening_hours', models.JSONField(default=list)),
                    ('closed_dates', models.JSONField(blank=True, default=list)),
                    ('turnaround_minutes', models.PositiveSmallIntegerField(default=0)),
                    ('requires_mfa', models.BooleanField(default=True)),
                    ('processor_account', models.CharField(blank=True, max_length=60)),
                    ('text_sender', models.CharField(blank=True, max_length=20)),
                    ('dealer_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dealerships', to='dealerships.dealergroup')),
                ],
            ),
            migrations.CreateModel(
                name='ApiToken',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                    ('token_hash', models.CharField(max_length=64)),
                    ('last_four', models.CharField(max_length=4)),
                    ('created_at', models.DateTimeField()),
                    ('last_used_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='api_token_under_owner'), dealerships.constraints.Walled(by='dealership', name='api_token_walled'), models.UniqueConstraint(fields=('dealership', 'token_hash'), name='api_token_once')],
                },
            ),
            migrations.CreateModel(
                name='ApiAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=255)),
                    ('digest', models.CharField(max_length=64)),
                    ('status', models.PositiveSmallIntegerField(null=True)),
                    ('body', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('token', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.apitoken')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'created_at'], name='api_answer_oldest_first')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='api_answer_under_owner'), dealerships.constraints.Walled(by='dealership', name='api_answer_walled'), dealerships.constraints.SameOwner(field='token', name='api_answer_token_same_owner', owner='dealership'), models.UniqueConstraint(fields=('dealership', 'token', 'key'), name='api_answer_once')],
                },
            ),
            migrations.CreateModel(
                name='Doorway',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('key_hash', models.CharField(max_length=64)),
                    ('dealership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key_hash'), name='doorway_key_is_unique')],
                },
            ),
            migrations.CreateModel(
                name='Due',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('effect', models.BigIntegerField()),
                    ('due_at', models.DateTimeField()),
                    ('lease_until', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(fields=['due_at'], name='due_soonest')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'effect'), name='due_once')],
                },
            ),
            migrations.CreateModel(
                name='Effect',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=120)),
                    ('key', models.CharField(max_length=200)),
                    ('sequence', models.CharField(blank=True, max_length=120)),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('payload', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[(dealerships.domain.effects.State['WAITING'], dealerships.domain.effects.State['WAITING']), (dealerships.domain.effects.State['DONE'], dealerships.domain.effects.State['DONE']), (dealerships.domain.effects.State['NEEDS_ATTENTION'], dealerships.domain.effects.State['NEEDS_ATTENTION']), (dealerships.domain.effects.State['DISMISSED'], dealerships.domain.effects.State['DISMISSED']), (dealerships.domain.effects.State['WITHDRAWN'], dealerships.domain.effects.State['WITHDRAWN'])], default=dealerships.domain.effects.State['WAITING'], max_length=16)),
                    ('due_at', models.DateTimeField()),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('lease_token', models.UUIDField(null=True)),
                    ('lease_until', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(null=True)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', dealerships.domain.effects.State['WAITING']), models.Q(('sequence', ''), _negated=True)), fields=['dealership', 'sequence', 'id'], name='effect_waiting_in_sequence'), models.Index(condition=models.Q(('state', dealerships.domain.effects.State['NEEDS_ATTENTION'])), fields=['dealership', '-id'], name='effect_needs_attention'), models.Index(fields=['dealership', 'about', '-id'], name='effect_about')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='effect_under_owner'), dealerships.constraints.Walled(by='dealership', name='effect_walled'), models.UniqueConstraint(fields=('dealership', 'key'), name='effect_key_once')],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by_kind', models.CharField(max_length=10)),
                    ('by_name', models.CharField(max_length=120)),
                    ('origin', models.CharField(blank=True, max_length=120)),
                    ('verb', models.CharField(max_length=60)),
                    ('details', models.JSONField(default=dict)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='event_under_owner'), dealerships.constraints.Walled(by='dealership', name='event_walled'), dealerships.constraints.AppendOnly(name='event_append_only')],
                },
            ),
            migrations.CreateModel(
                name='EventSubject',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject', models.CharField(max_length=80)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('event', dealerships.owners.OwnedKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='dealerships.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'subject', '-id'], name='event_subject_newest_first')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='event_subject_under_owner'), dealerships.constraints.Walled(by='dealership', name='event_subject_walled'), dealerships.constraints.SameOwner(field='event', name='event_subject_event_same_owner', owner='dealership'), dealerships.constraints.AppendOnly(name='event_subject_append_only')],
                },
            ),
            migrations.CreateModel(
                name='Press',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=64)),
                    ('target', models.TextField()),
                    ('created_at', models.DateTimeField()),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                ],
                options={
                    'verbose_name_plural': 'presses',
                    'indexes': [models.Index(fields=['dealership', 'created_at'], name='press_oldest_first')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='press_under_owner'), dealerships.constraints.Walled(by='dealership', name='press_walled'), models.UniqueConstraint(fields=('dealership', 'key'), name='press_once')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_staff', models.BooleanField(default=False)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_ignores_case')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dealership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'dealership'), name='membership_once')],
                },
            ),
            migrations.CreateModel(
                name='Staff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('email', models.EmailField(max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('status', models.CharField(choices=[('invited', 'Invited'), ('active', 'Active'), ('deactivated', 'Deactivated')], default='invited', max_length=12)),
                    ('service_advisor', models.BooleanField(default=False)),
                    ('permissions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                    ('dealership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dealerships.dealership')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['dealership', 'user'], name='staff_by_user')],
                    'constraints': [models.UniqueConstraint(fields=('dealership', 'id'), name='staff_under_owner'), dealerships.constraints.Walled(by='dealership', name='staff_walled'), models.UniqueConstraint(models.F('dealership'), django.db.models.functions.text.Lower('email'), name='staff_email_once_in_dealership')],
                },
            ),
        ]),
        migrations.RunSQL(CACHE, 'DROP TABLE django_cache'),
    ]
