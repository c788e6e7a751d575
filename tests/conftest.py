"""What every test may ask for: an index of its own, and articles that came in by the desk."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from haystack import connections

SHARED = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def pytest_configure():
    # Tests serve static files as they lie in the checkout; hashed names need a collectstatic first.
    django_settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # A process beside this one would read another database.
    django_settings.ARCHIVE_BACKGROUND = False
    # All tests ask from one address; those of the rates set their own.
    django_settings.ARCHIVE_RATES = {}
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_index(tmp_path, monkeypatch):
    """Give the test a search index of its own, made when first used."""
    monkeypatch.setitem(connections.connections_info["default"], "PATH", str(tmp_path / "index"))
    connections.reload("default")
    yield
    connections.reload("default")


@pytest.fixture(autouse=True)
def own_language():
    """Let a request in another language end with its test: Django leaves the language to the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def shared():
    """Return the folder of development data, or skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no development data at {SHARED} (PARALLAX_SHARED names another folder)")
    return SHARED


@pytest.fixture
def seeds(shared):
    """Return the four seed files, by the first three characters of their names."""
    files = sorted((shared / "seeds").glob("*.txt"))
    if not files:
        pytest.skip(f"no seeds in {shared / 'seeds'}")
    return {path.name[:3]: path for path in files}


@pytest.fixture
def make_article(db):
    """Return a function that stores an article through the desk: published, indexed and linked."""
    from archive.desk import SubmittedFile, submit_files

    made = []

    def make(body, *, headline=None, outlet=None, published_on=None, name=None, publish=True):
        text = f"{headline}\n\n{body}" if headline else body
        made.append(text)
        batch = submit_files(
            [SubmittedFile(name or f"report-{len(made)}.txt", text.encode())],
            by=None,
            outlet=outlet,
            published_on=published_on,
            publish=publish,
        )
        item = batch.items.get()
        assert item.article is not None, item.reason
        item.article.refresh_from_db()
        return item.article

    return make


@pytest.fixture
def editor(db, django_user_model):
    """Return a signed-up member of the Editors group."""
    from django.contrib.auth.models import Group

    from archive.management.commands.prepare_archive import EDITORS, create_editors_group

    create_editors_group()
    user = django_user_model.objects.create_user("editor-in-test", password="a long enough password")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user
