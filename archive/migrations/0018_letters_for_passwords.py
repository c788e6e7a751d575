from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0017_jobs_put_off"),
    ]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="act",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("corrected", "Corrected"),
                    ("overruled", "Block overruled"),
                    ("recleaned", "Cleaned anew"),
                    ("replaced", "Replaced by a new file"),
                    ("restored", "Earlier version restored"),
                    ("withdrawn", "Taken to the trash"),
                    ("brought back", "Brought back from the trash"),
                    ("purged", "Deleted for good"),
                    ("undone", "Submission undone"),
                    ("submitted", "Submitted"),
                    ("outlet", "Outlet changed"),
                    ("token made", "Token made"),
                    ("token gone", "Token withdrawn"),
                    ("letter", "Letter for a new password"),
                    ("named", "Gazetteer changed"),
                ],
                max_length=12,
            ),
        ),
    ]
