from django.db import migrations, models
from django.db.models import Q

EDITORS_REASONS = ("kept by an editor", "removed by an editor")


def mark_overruled(apps, schema_editor):
    """Mark the verdicts editors gave before it was noted what they overruled."""
    apps.get_model("archive", "Block").objects.filter(reason__in=EDITORS_REASONS).update(overruled="")


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_stored_comparisons")]

    operations = [
        migrations.AddField(
            model_name="block",
            name="overruled",
            field=models.CharField(max_length=120, null=True),
        ),
        migrations.RunPython(mark_overruled, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(
                fields=["article"], condition=Q(overruled__isnull=False), name="overruled_blocks"
            ),
        ),
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
                ],
                max_length=12,
            ),
        ),
    ]
