"""The administrators' view of the rows. Editors' daily work has its own pages under /desk/."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from archive.admin import articles, events, outlets, people, submissions

__all__ = ["articles", "events", "outlets", "people", "submissions"]

admin.site.site_header = gettext_lazy("Parallax administration")
admin.site.site_title = "Parallax"
admin.site.index_title = "Archive"
