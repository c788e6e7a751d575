from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0015_saved_searches"),
    ]

    operations = [
        migrations.AddField(
            model_name="waitingfile",
            name="address",
            field=models.TextField(null=True),
        ),
    ]
