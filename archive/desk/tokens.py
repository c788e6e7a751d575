"""Keys for programs that send reports: made once, shown once, withdrawn at a word."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from archive.desk.changes import record
from archive.models import Act, Token

# Tells people and scanners of leaked secrets what a string is.
_PREFIX = "parallax_"


def make_token(owner: AbstractBaseUser, *, name: str, scope: str) -> tuple[Token, str]:
    """Return a new token and its key, which nobody can read again."""
    key = _PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(owner_id=owner.pk, name=name[:100], scope=scope, digest=_digest(key))
    record(Act.TOKEN_MADE, f"“{token.name}”: {token.get_scope_display()}", by=owner)
    return token, key


def withdraw_token(token: Token, *, by: AbstractBaseUser | None) -> None:
    """Make a token worthless."""
    token.withdrawn_at = timezone.now()
    token.save(update_fields=["withdrawn_at"])
    record(Act.TOKEN_WITHDRAWN, f"“{token.name}” of {token.owner}", by=by)


def find_token(key: str) -> Token | None:
    """Return the token of a key that is good now, its owner fetched; note that it was used."""
    good = Token.objects.filter(digest=_digest(key), withdrawn_at=None, owner__is_active=True)
    token = good.select_related("owner").first()
    if token is not None:
        Token.objects.filter(pk=token.pk).update(used_at=timezone.now())
    return token


def _digest(key: str) -> str:
    # The key is 256 random bits: nothing to guess, so a plain digest keeps it.
    return hashlib.sha256(key.encode()).hexdigest()
