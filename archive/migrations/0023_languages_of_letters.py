"""In which language a reader wants the letters about a saved search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0022_figures_differ"),
    ]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="language",
            field=models.CharField(default="en", max_length=10),
        ),
    ]
