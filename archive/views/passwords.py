"""A forgotten password: a letter with a link to set a new one, and nobody told which addresses have an account."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override

from archive.models import Act, Change, SignInFailure

# Nobody's letter box is filled by others: so many letters go to an account within this time.
MOST_LETTERS = 3
WITHIN = dt.timedelta(hours=1)


class ForgottenForm(PasswordResetForm):
    """Django's form; the answer takes as long where there is no account as where there is one."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Look for the account and send the letter beside the answer."""
        if not settings.ARCHIVE_BACKGROUND:
            super().save(*args, **kwargs)
            return
        send = partial(self._send, super().save, get_language(), *args, **kwargs)
        threading.Thread(target=send, name="letter").start()

    @staticmethod
    def _send(save: Callable[..., None], language: str | None, *args: Any, **kwargs: Any) -> None:
        try:
            with override(language):
                save(*args, **kwargs)
        finally:
            connection.close()

    def get_users(self, email: str) -> Iterator[User]:
        """Yield the accounts that a letter goes to, and note that it did."""
        since = timezone.now() - WITHIN
        for user in super().get_users(email):
            letters = Change.objects.filter(act=Act.PASSWORD_LETTER, by=user, made_at__gte=since)
            if letters.count() < MOST_LETTERS:
                Change.objects.create(act=Act.PASSWORD_LETTER, by=user, what=f"asked for by {email}")
                yield user


class SetForgottenPassword(PasswordResetConfirmView):
    """Django's view; whoever set a new password finds the door open again."""

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """Set it, and forget the wrong ones."""
        SignInFailure.objects.filter(username=form.user.get_username().lower()).delete()
        return super().form_valid(form)
