"""Where the database or the disk fails, the page says which and what helps; any other fault tells nothing inside."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client

from archive.models import Event

pytestmark = pytest.mark.django_db

TROUBLES = [
    (OperationalError("database is locked"), "holds the database"),
    (OperationalError("database or disk is full"), "The disk is full"),
    (OperationalError("attempt to write a readonly database"), "can only be read"),
    (OperationalError("connection to server at 10.0.0.3 failed: password authentication"), "does not answer"),
    (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
    (OSError(errno.EROFS, "Read-only file system"), "can only be read"),
]


@pytest.mark.parametrize(("fault", "words"), TROUBLES)
def test_trouble_of_the_archive_is_said(monkeypatch, fault, words):
    def fail(*args, **kwargs):
        raise fault

    monkeypatch.setattr(Event.objects, "annotate", fail)
    response = Client(raise_request_exception=False).get("/events/")
    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"]
    assert words in page
    assert "not stored" in page
    assert not any(word in page for word in ("Traceback", "10.0.0.3", "Errno", "OperationalError"))
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("fault", [ValueError("inner word"), FileNotFoundError(2, "inner word")])
def test_any_other_fault_is_ours_and_tells_nothing(monkeypatch, fault):
    def fail(*args, **kwargs):
        raise fault

    monkeypatch.setattr(Event.objects, "annotate", fail)
    response = Client(raise_request_exception=False).get("/events/")
    assert response.status_code == 500
    assert "inner word" not in response.content.decode()
