"""The table of Django's database cache: the rate limits of sign-in, and the keys of forms."""

from django.db import migrations

CREATE = """
    CREATE TABLE IF NOT EXISTS django_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX IF NOT EXISTS django_cache_expires ON django_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("dealerships", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE django_cache")]
