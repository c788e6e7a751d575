"""``prepare_archive``: bring an archive's folder to where it can be served."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from archive.desk import catch_up, empty_trash, holds_more_than_samples
from archive.safekeeping.doctor import look_quickly

EDITORS = "Editors"
ADMINISTRATORS = "Administrators"
FIRST_USER = "editor"


class Command(BaseCommand):
    """Migrate and collect static files; on the first start also load the samples and create an account."""

    help = (
        "Create or upgrade the database and the static files. On the first start, also load the samples "
        "(--empty leaves them out) and create an editor's account with a one-time password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--empty", action="store_true", help="begin with an empty archive")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare; doing it again changes nothing."""
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        create_editors_group()
        create_administrators_group()
        catch_up()
        empty_trash()
        for finding in look_quickly():
            self.stdout.write(f"{finding.what}: {finding.words}. Cure: {finding.cure}.")
        users = get_user_model().objects
        if users.exists():
            return
        if not options["empty"] and not holds_more_than_samples():
            self.stdout.write("First start: loading the sample reports …")
            call_command("load_samples", stdout=self.stdout)
        password = secrets.token_urlsafe(12)
        # Last, so that a first start cut short begins again.
        users.create_superuser(FIRST_USER, password=password)
        self.stdout.write(
            f"\nAn editor's account was made. User name: {FIRST_USER}   Password: {password}\n"
            "It is shown this once; change it at /admin/password_change/ after signing in.\n"
        )


def create_administrators_group() -> None:
    """Create the group whose members see the audit and run the administration (they are marked as staff, too)."""
    group, _ = Group.objects.get_or_create(name=ADMINISTRATORS)
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=["archive", "auth"]))


def create_editors_group() -> None:
    """Create the group whose members may submit, correct and publish articles."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(
        Permission.objects.filter(
            content_type__app_label="archive",
            content_type__model__in=["article", "batch", "event", "outlet"],
        )
    )
