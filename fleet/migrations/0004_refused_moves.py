"""Which vehicles a change of groups left as they were, and why."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('fleet', '0003_imports_and_regroupings'),
    ]

    operations = [
        migrations.AddField(
            model_name='regrouping',
            name='refused',
            field=models.JSONField(default=list),
        ),
    ]
