"""The one Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ArchiveConfig(AppConfig):
    """Registers the models and the start-up checks."""

    name = "archive"
    verbose_name = gettext_lazy("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from archive import checks  # noqa: F401  (the registry is ready only now)
