"""Signing in, closed for a while to who guesses passwords."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import SignInFailure

logger = logging.getLogger(__name__)

# So many wrong passwords for one name, or from one address (an office may share it), close the door to it …
MOST_FOR_A_NAME = 5
MOST_FROM_AN_ADDRESS = 30
# … until the oldest of them is so old.
REMEMBERED = dt.timedelta(minutes=15)


class SignInForm(AuthenticationForm):
    """Django's form, with a door that closes: for names that exist and names that do not alike."""

    def clean(self) -> dict[str, Any]:
        """Refuse while the door is closed; remember a wrong password, and forget them after a right one."""
        name = (self.cleaned_data.get("username") or "").lower()[:150]
        address = self.request.META.get("REMOTE_ADDR") if self.request else None
        if _is_closed(name, address):
            logger.warning("Sign-in closed for %r from %s", name, address)
            raise ValidationError(
                _(
                    "Too many wrong passwords. Wait %(minutes)s minutes, or ask whoever runs this archive for a "
                    "link to set a new password."
                ),
                code="closed",
                params={"minutes": REMEMBERED.seconds // 60},
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            SignInFailure.objects.create(username=name, address=address or None)
            raise
        SignInFailure.objects.filter(username=name).delete()
        return cleaned


def _is_closed(name: str, address: str | None) -> bool:
    since = timezone.now() - REMEMBERED
    SignInFailure.objects.filter(failed_at__lt=since).delete()
    if SignInFailure.objects.filter(username=name).count() >= MOST_FOR_A_NAME:
        return True
    return bool(address) and SignInFailure.objects.filter(address=address).count() >= MOST_FROM_AN_ADDRESS
