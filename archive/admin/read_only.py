"""Rows that the application writes and nobody edits by hand."""

from __future__ import annotations

from typing import TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)


class NobodyAdds:
    """Rows that may be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes one here."""
        return False


class ReadOnlyAdmin(NobodyAdds, admin.ModelAdmin[Row]):
    """Rows that stay, too."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody deletes one here."""
        return False
