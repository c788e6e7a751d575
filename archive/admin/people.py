"""The administrators' view of people: who may do what, links to set a password, tokens, closed doors, deeds."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.read_only import NobodyAdds
from archive.desk import withdraw_token
from archive.models import Change, SignInFailure, Token, Withdrawal

admin.site.unregister(User)


@admin.register(User)
class PeopleAdmin(UserAdmin[User]):
    """Accounts; who forgot a password gets a link to set a new one, good for three days and one use."""

    list_display = ("username", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    actions = ("make_password_link",)

    @admin.action(description=gettext_lazy("Make a link to set a new password"), permissions=["change"])
    def make_password_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Show a link for each account; whoever opens it sets the password."""
        for user in queryset.filter(is_active=True):
            # Staff who may edit accounts must not become more than they are by the back door.
            if user.is_superuser and not (request.user.is_authenticated and request.user.is_superuser):
                continue
            key = urlsafe_base64_encode(force_bytes(user.pk))
            path = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(user)])
            address = request.build_absolute_uri(path)
            self.message_user(request, format_html("{}: <code>{}</code>", user.get_username(), address))


@admin.register(Token)
class TokenAdmin(NobodyAdds, admin.ModelAdmin[Token]):
    """Programs' tokens; the keys themselves are stored nowhere."""

    list_display = ("name", "owner", "scope", "made_at", "used_at", "withdrawn_at")
    list_filter = ("scope", "owner")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username")
    exclude = ("digest",)
    actions = ("withdraw",)

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """A token that is no longer wanted is withdrawn, so that it stays in the list."""
        return False

    @admin.action(description=gettext_lazy("Withdraw the chosen tokens"), permissions=["view"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Token]) -> None:
        """Make tokens worthless."""
        chosen = list(queryset.filter(withdrawn_at=None).select_related("owner"))
        for token in chosen:
            withdraw_token(token, by=request.user if request.user.is_authenticated else None)
        self.message_user(request, _("%(count)s tokens were withdrawn.") % {"count": len(chosen)})


@admin.register(SignInFailure)
class SignInFailureAdmin(NobodyAdds, admin.ModelAdmin[SignInFailure]):
    """Wrong passwords of the last minutes; deleting somebody's opens the door again."""

    list_display = ("username", "address", "failed_at")
    search_fields = ("username", "address")


@admin.register(Change)
class ChangeAdmin(NobodyAdds, admin.ModelAdmin[Change]):
    """Who did what and when; the audit page of the desk shows the same."""

    list_display = ("made_at", "by", "act", "what", "article_key")
    list_filter = ("act", "by")
    list_select_related = ("by",)
    search_fields = ("what", "article_key")
    exclude = ("before", "original")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Leave the versions where they are."""
        return super().get_queryset(request).defer("before")

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """What was done stays."""
        return False


@admin.register(Withdrawal)
class WithdrawalAdmin(NobodyAdds, admin.ModelAdmin[Withdrawal]):
    """What was taken back, with the note to readers."""

    list_display = ("title", "outlet", "by", "withdrawn_at", "was", "note")
    list_filter = ("was",)
    list_select_related = ("by",)
    search_fields = ("title", "note")
    exclude = ("article",)

    def has_delete_permission(self, request: HttpRequest, obj: Withdrawal | None = None) -> bool:
        """The note to readers stays."""
        return False
