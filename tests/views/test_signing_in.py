"""The door closes to who guesses passwords; forgotten ones are set by a link; reading may be kept to members."""

import datetime as dt
import os
import re
import subprocess
import sys
import threading

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils import timezone

from archive.models import Change, SignInFailure
from archive.views.passwords import MOST_LETTERS, WITHIN
from archive.views.signing_in import MOST_FOR_A_NAME, MOST_FROM_AN_ADDRESS, REMEMBERED
from tests.views.test_desk_pages import page_of

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"


def try_in(client, name, password, address="/sign-in/"):
    return client.post(address, {"username": name, "password": password})


@pytest.mark.parametrize("address", ["/sign-in/", "/admin/login/"])
def test_after_some_wrong_passwords_the_right_one_waits(client, editor, address):
    for _ in range(MOST_FOR_A_NAME):
        assert "Too many" not in page_of(try_in(client, editor.username, "wrong", address))
    html = page_of(try_in(client, editor.username.upper(), "wrong", address))
    assert "Too many wrong passwords" in html
    assert "Too many wrong passwords" in page_of(try_in(client, editor.username, RIGHT, address))

    SignInFailure.objects.update(failed_at=timezone.now() - REMEMBERED - dt.timedelta(seconds=1))
    assert try_in(client, editor.username, RIGHT).status_code == 302


def test_a_name_that_does_not_exist_is_closed_alike(client):
    answers = [page_of(try_in(client, "nobody", "wrong")) for _ in range(MOST_FOR_A_NAME + 1)]
    assert "Too many" in answers[-1]
    assert "Too many" not in answers[-2]


def test_a_right_password_is_forgotten_about(client, editor):
    for _ in range(MOST_FOR_A_NAME - 1):
        try_in(client, editor.username, "wrong")
    assert try_in(client, editor.username, RIGHT).status_code == 302
    assert not SignInFailure.objects.exists()


def test_many_names_from_one_address_close_the_address(client, editor):
    SignInFailure.objects.bulk_create(
        SignInFailure(username=f"name {n}", address="127.0.0.1") for n in range(MOST_FROM_AN_ADDRESS)
    )
    assert "Too many" in page_of(try_in(client, editor.username, RIGHT))


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, admin_client, editor):
    form = {"action": "make_password_link", ACTION_CHECKBOX_NAME: editor.pk}
    html = page_of(admin_client.post("/admin/auth/user/", form, follow=True))
    link = html.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")

    page = client.get(link, follow=True)
    assert "New password" in page_of(page)
    here = page.redirect_chain[-1][0]
    new = {"new_password1": "another long password", "new_password2": "another long password"}
    assert client.post(here, new).status_code == 302
    assert try_in(client, editor.username, "another long password").status_code == 302
    client.logout()
    assert "used before" in page_of(client.get(link, follow=True))


def ask_for_a_letter(client, address, **extra):
    return client.post("/password/forgotten/", {"email": address}, follow=True, **extra)


def test_a_letter_brings_a_link_that_sets_a_new_password_and_opens_the_door(client, editor, mailoutbox):
    editor.email = "editor@echo.example"
    editor.save()
    for _ in range(MOST_FOR_A_NAME):
        try_in(client, editor.username, "wrong")
    assert "/password/forgotten/" in page_of(client.get("/sign-in/"))

    ask_for_a_letter(client, "Editor@Echo.example", headers={"accept-language": "de"})

    (letter,) = mailoutbox
    assert letter.to == ["editor@echo.example"]
    assert "Passwort" in letter.subject
    assert editor.username in letter.body
    (link,) = re.findall(r"http://testserver(/password/\S+)", letter.body)
    here = client.get(link, follow=True).redirect_chain[-1][0]
    new = {"new_password1": "another long password", "new_password2": "another long password"}
    assert client.post(here, new).status_code == 302
    assert try_in(client, editor.username, "another long password").status_code == 302


def test_nobody_is_told_which_addresses_have_an_account(client, editor, mailoutbox):
    editor.email = "editor@echo.example"
    editor.save()

    known, unknown = (page_of(ask_for_a_letter(client, f"{name}@echo.example")) for name in ("editor", "x"))

    assert known == unknown
    assert "If an account has this address" in known
    assert len(mailoutbox) == 1


def test_no_letter_leads_to_a_host_of_the_askers_choice(client, editor, mailoutbox):
    editor.email = "editor@echo.example"
    editor.save()

    assert ask_for_a_letter(client, editor.email, headers={"host": "evil.example"}).status_code == 400
    assert mailoutbox == []
    for name in ("x-forwarded-host", "x-host", "forwarded"):
        ask_for_a_letter(client, editor.email, headers={name: "evil.example"})

    assert mailoutbox
    assert all("http://testserver/" in letter.body and "evil" not in letter.body for letter in mailoutbox)


def test_no_letter_box_is_filled_by_others(client, editor, mailoutbox):
    editor.email = "editor@echo.example"
    editor.save()
    for _ in range(MOST_LETTERS + 2):
        ask_for_a_letter(client, editor.email)
    assert len(mailoutbox) == MOST_LETTERS

    Change.objects.update(made_at=timezone.now() - WITHIN - dt.timedelta(seconds=1))
    ask_for_a_letter(client, editor.email)
    assert len(mailoutbox) == MOST_LETTERS + 1


@pytest.mark.django_db(transaction=True)
def test_the_letter_is_written_beside_the_answer(client, editor, mailoutbox, settings):
    settings.ARCHIVE_BACKGROUND = True
    editor.email = "editor@echo.example"
    editor.save()
    ask_for_a_letter(client, editor.email)
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join()
    assert len(mailoutbox) == 1


def test_a_signed_in_editor_changes_the_password(client, editor):
    client.force_login(editor)
    new = {
        "old_password": RIGHT,
        "new_password1": "another long password",
        "new_password2": "another long password",
    }
    assert client.post("/password/", new).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password("another long password")


READER = """
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from django.test import Client
pages = ("/", "/events/", "/healthz", "/sign-in/", "/password/forgotten/", "/api/openapi.json")
print([Client().get(page, SERVER_NAME="localhost").status_code for page in pages])
"""


def test_reading_may_be_kept_to_members(tmp_path):
    told = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-W", "ignore", "-c", READER],
        env={
            **os.environ,
            "ARCHIVE_HOME": str(tmp_path),
            "ARCHIVE_READING": "members",
            "ARCHIVE_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().splitlines()[-1] == "[302, 302, 200, 200, 200, 200]"
