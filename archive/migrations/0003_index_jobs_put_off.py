import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_versions_and_trash")]

    operations = [
        migrations.AddField(
            model_name="indexjob",
            name="due_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
