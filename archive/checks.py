"""Says at start-up what is missing, and the cure."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_archive_home(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Find out that the archive's folder cannot be written before an upload does."""
    if os.access(settings.ARCHIVE_HOME, os.W_OK):
        return []
    return [
        Error(
            f"The archive's folder {settings.ARCHIVE_HOME} cannot be written.",
            hint="Give this user write access to it, or name another folder in ARCHIVE_HOME.",
            id="archive.E001",
        )
    ]
