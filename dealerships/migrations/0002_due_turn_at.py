"""Whose turn it is among what is due."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("dealerships", "0001_initial")]

    operations = [
        migrations.AddField("due", "turn_at", models.DateTimeField(db_default=Now())),
        migrations.RunSQL("UPDATE dealerships_due SET turn_at = due_at", migrations.RunSQL.noop),
        migrations.RemoveIndex("due", "due_soonest"),
        migrations.AddIndex("due", models.Index(fields=["turn_at"], name="due_next_turn")),
    ]
