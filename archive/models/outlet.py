"""Who ran an article."""

from django.db import models


class Outlet(models.Model):
    """A newspaper, agency, broadcaster or site."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
