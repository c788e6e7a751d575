"""Corrections hold on to the articles they are about, whatever becomes of the event."""

import django.db.models.deletion
from django.db import migrations, models


def find_articles(apps, schema_editor):
    """Give each correction the articles that its row, and the row joined with it, had answers of."""
    corrections = apps.get_model("archive", "RowCorrection")
    known = set(apps.get_model("archive", "Article").objects.values_list("pk", flat=True))
    for correction in corrections.objects.iterator():
        rows = [correction.row, correction.details.get("other") or {}]
        keys = {cell["article"] for row in rows for cell in row.get("cells", ())}
        correction.articles.set(keys & known)


class Migration(migrations.Migration):
    dependencies = [("archive", "0024_term_uses_by_term")]

    operations = [
        migrations.AddField(
            model_name="rowcorrection",
            name="articles",
            field=models.ManyToManyField(related_name="row_corrections", to="archive.article"),
        ),
        migrations.AlterField(
            model_name="rowcorrection",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="row_corrections",
                to="archive.event",
            ),
        ),
        migrations.RunPython(find_articles, migrations.RunPython.noop),
    ]
