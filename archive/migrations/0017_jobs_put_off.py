from django.db import migrations, models

import archive.models.batch


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0016_addresses_of_waiting_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="indexjob",
            name="due_at",
            field=models.DateTimeField(default=archive.models.batch.when_due),
        ),
    ]
