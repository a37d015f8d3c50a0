"""What staff should know of a contract whose vehicle was moved to another group or program."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0002_driver_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='contract',
            name='mark',
            field=models.TextField(blank=True, default=''),
        ),
    ]
